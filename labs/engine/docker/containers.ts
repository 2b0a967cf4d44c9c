import type { ServiceStatus } from '../engine.ts'
import * as v from 'valibot'

const containerSchema = v.object({
  ID: v.string(),
  Name: v.string(),
  Service: v.string(),
  State: v.string(),
  Health: v.optional(v.string(), ''),
  ExitCode: v.optional(v.number(), 0),
})

export type Container = v.InferOutput<typeof containerSchema>

/** The output of `docker compose ps --format json`: an object on each line, before Compose 2.21 one array. */
export function containers(output: string): Container[] {
  const text = output.trim()
  const items: unknown[] = text.startsWith('[')
    ? JSON.parse(text)
    : text.split('\n').filter(Boolean).map(line => JSON.parse(line))
  return v.parse(v.array(containerSchema), items)
}

export function stateOf(container: Container | undefined): ServiceStatus['state'] {
  if (!container || container.State === 'created')
    return 'stopped'
  return container.State === 'running' || container.State === 'paused'
    ? 'running'
    : 'stale'
}

/** Why a container does not work; undefined when it does. */
export function troubleOf(container: Container): string | undefined {
  if (container.State === 'exited' || container.State === 'dead')
    return `контейнер завершился с кодом ${container.ExitCode}`
  if (container.State !== 'running')
    return `контейнер в состоянии ${container.State}`
  return container.Health === '' || container.Health === 'healthy'
    ? undefined
    : `проверка здоровья: ${container.Health}`
}
