import type { Engine, ServiceStatus } from '../engine.ts'
import type { Stack } from '../stack/compose.ts'
import type { Variables } from '../stack/interpolate.ts'
import type { Container } from './containers.ts'
import { execa } from 'execa'
import { Problem } from '../problem.ts'
import { composeArguments, composeEnvironment } from './compose.ts'
import { containers, stateOf, troubleOf } from './containers.ts'

export function dockerEngine(stack: Stack, variables: Variables): Engine {
  const env = composeEnvironment(variables)
  const run = (...args: readonly string[]) => execa('docker', composeArguments(...args), {
    stdio: ['inherit', 'inherit', 'inherit'],
    reject: false,
    env,
  })
  const list = async (): Promise<Container[]> => {
    const { stdout } = await execa('docker', composeArguments('ps', '--all', '--format', 'json'), { env })
    return containers(stdout)
  }

  return {
    name: 'docker',

    async up(names, signal) {
      const before = await list()
      const result = await execa('docker', composeArguments('up', '--detach', '--wait', '--wait-timeout', '300', ...names), {
        stdio: 'inherit',
        reject: false,
        env,
        cancelSignal: signal,
      })
      if (!result.failed)
        return
      const after = await list()
      const started = after.filter(c => !before.some(b => b.ID === c.ID && b.State === 'running')).map(c => c.Service)
      if (signal.aborted) {
        if (started.length > 0)
          await run('stop', ...started)
        signal.throwIfAborted()
      }
      const broken = after.find(c => troubleOf(c) !== undefined)
      throw new Problem(
        broken
          ? `Служба ${broken.Service} не запустилась: ${troubleOf(broken)}`
          : 'docker compose up не удался: причина выше.',
        `Журнал: npm run lab -- logs ${broken?.Service ?? 'connect'}. Начать с чистого листа (данные удаляются): npm run lab -- reset`,
      )
    },

    async down() {
      await run('down', '--remove-orphans', '--timeout', '20')
    },

    async wipe() {
      await run('down', '--remove-orphans', '--volumes', '--timeout', '20')
    },

    async status(names) {
      const found = await list()
      return names.map((service): ServiceStatus => {
        const container = found.find(c => c.Service === service)
        const trouble = container && troubleOf(container)
        return {
          service,
          state: stateOf(container),
          ports: stack.services.find(s => s.name === service)!.ports.filter(port => port.published),
          ...(container
            ? { process: container.Name }
            : {}),
          ...(trouble === undefined
            ? {}
            : { trouble }),
        }
      })
    },

    async logs(service, { follow }) {
      await run('logs', '--no-log-prefix', ...(follow
        ? ['--follow']
        : []), service)
    },

    async exec(program, args) {
      const { exitCode } = await run('exec', ...(process.stdout.isTTY
        ? []
        : ['--no-TTY']), 'jupyter', program, ...args)
      return exitCode ?? 1
    },
  }
}
