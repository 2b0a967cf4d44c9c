import type { Service } from './stack/compose.ts'
import type { EngineName } from './state.ts'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { holderOf } from './port-holder.ts'
import { Problem } from './problem.ts'

/**
 * @throws when a port that these services need is taken: names each port, who holds it, and the command that avoids it.
 *   `given` are the ports already chosen on the command line, which that command must repeat.
 */
export async function refuseBusyPorts(services: readonly Service[], engine: EngineName, given: Readonly<Record<string, string>>): Promise<void> {
  const needed = services.flatMap(service => service.ports
    .filter(port => port.published || engine === 'native')
    .map(port => ({ ...port, service: service.name })))
  const taken = await Promise.all(needed.map(async port => !(await isFree(port.host))))
  const busy = needed.filter((_, i) => taken[i])
  if (busy.length === 0)
    return
  const lines = await Promise.all(busy.map(async port => `Порт ${port.host} для ${port.service} занят: ${await holderOf(port.host)}.`))
  const free = await Promise.all(busy.map(async port => [
    port.variable,
    String(await freeNear(port.host)),
  ]))
  const ports = Object.entries({
    ...given,
    ...Object.fromEntries(free),
  }).map(([name, port]) => `${name}=${port}`)
  throw new Problem(lines.join('\n'), `Освободите порт или выберите другой: ${ports.join(' ')} npm run lab -- ${process.argv.slice(2).join(' ')}`)
}

/** Bindable, and nobody answers: on macOS a port can be bound although another process holds it on all interfaces. */
export async function isFree(port: number): Promise<boolean> {
  return !(await answers(port)) && bindable(port)
}

/** Free ports chosen by the system, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => listening(0)))
  const ports = servers.map(server => (server.address() as { port: number }).port)
  await Promise.all(servers.map(async (server) => {
    server.close()
    await once(server, 'close')
  }))
  return ports
}

/** A free port that resembles the taken one: 5432 → 15432, 25432 … */
async function freeNear(port: number): Promise<number> {
  for (let candidate = port + 10_000; candidate < 65_536; candidate += 10_000) {
    if (await isFree(candidate))
      return candidate
  }
  return (await freePorts(1))[0]!
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 500 })
    const done = (result: boolean) => {
      socket.destroy()
      resolve(result)
    }
    socket.on('connect', () => done(true))
    socket.on('timeout', () => done(false))
    socket.on('error', () => done(false))
  })
}

async function bindable(port: number): Promise<boolean> {
  try {
    (await listening(port)).close()
    return true
  }
  catch {
    return false
  }
}

async function listening(port: number) {
  const server = createServer().listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}
