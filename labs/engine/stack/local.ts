import type { Service, Stack } from './compose.ts'

/**
 * The same service with addresses that hold on one machine: names of neighbours and container ports
 * become 127.0.0.1 and the port of the machine. This is all that differs between the engines.
 */
export function localService(service: Service, stack: Stack): Service {
  const rewrite = (value: string) => localAddress(value, service, stack)
  return {
    ...service,
    environment: localEnvironment(service, stack, rewrite),
    command: service.command.map(rewrite),
  }
}

function localAddress(value: string, service: Service, stack: Stack): string {
  const names = stack.services.map(s => s.name).join('|')
  return value
    .replaceAll(new RegExp(`(?<![\\w.-])(${names}):(\\d+)\\b`, 'g'), (_, name, port) => `127.0.0.1:${hostPort(byName(stack, name), Number(port))}`)
    // A listener on every interface of a container is a listener on the loopback of the machine.
    .replaceAll(/:\/\/(?:0\.0\.0\.0)?:(\d+)/g, (_, port) => `://127.0.0.1:${hostPort(service, Number(port))}`)
}

/** Settings that come as a pair, `X_HOST` and `X_PORT`. A lone value cannot be recognised: `postgres` is also a user. */
function localEnvironment(service: Service, stack: Stack, rewrite: (value: string) => string): Record<string, string> {
  const local = Object.fromEntries(Object.entries(service.environment).map(([key, value]) => [
    key,
    rewrite(value),
  ]))
  for (const [key, value] of Object.entries(service.environment)) {
    const neighbour = key.endsWith('_HOST') && stack.services.find(s => s.name === value)
    if (!neighbour)
      continue
    const portKey = key.replace(/_HOST$/, '_PORT')
    local[key] = '127.0.0.1'
    if (local[portKey])
      local[portKey] = String(hostPort(neighbour, Number(local[portKey])))
  }
  return local
}

export function hostPort(service: Service, container: number): number {
  return service.ports.find(port => port.container === container)?.host ?? container
}

export function byName(stack: Stack, name: string): Service {
  const found = stack.services.find(s => s.name === name)
  if (!found)
    throw new Error(`compose.yaml has no service "${name}". Services: ${stack.services.map(s => s.name).join(', ')}`)
  return found
}
