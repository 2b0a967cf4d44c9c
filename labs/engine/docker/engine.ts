import type { Engine, ServiceStatus } from '../engine.ts'
import type { Part } from '../part.ts'
import type { Stack } from '../stack/compose.ts'
import type { Variables } from '../stack/interpolate.ts'
import type { Container } from './containers.ts'
import { execa } from 'execa'
import { request } from '../control.ts'
import { lackingProblem } from '../parts.ts'
import { Problem } from '../problem.ts'
import { byName } from '../stack/local.ts'
import { composeArguments, composeEnvironment, volumeName } from './compose.ts'
import { containers, stateOf, troubleOf } from './containers.ts'
import { rememberBuild, staleBuild } from './freshness.ts'

/** Seconds to pull nothing and start everything; Compose counts pulling separately. */
const startDeadline = 300
/** Seconds a container gets to stop before it is killed. */
const grace = '20'
/** Without it Compose leaves alone what was started on request. */
const everyProfile = ['--profile', '*']

export function dockerEngine(stack: Stack, variables: Variables): Engine {
  const env = composeEnvironment(variables)
  const compose = (args: readonly string[], cancelSignal?: AbortSignal) =>
    execa('docker', composeArguments(...args), {
      stdio: 'inherit',
      reject: false,
      env,
      ...(cancelSignal && { cancelSignal }),
    })
  const list = async (): Promise<Container[]> => {
    const { stdout } = await execa('docker', composeArguments('ps', '--all', '--format', 'json'), { env })
    return containers(stdout)
  }
  const act = async (service: string, verb: 'kill' | 'pause' | 'unpause') => {
    const { failed } = await compose([verb, service])
    if (failed)
      throw new Problem(`Служба ${service} не работает.`, 'Поднимите её: npm run lab -- up')
  }
  const lacks = async (part: Part) => (await execa('docker', ['image', 'inspect', byName(stack, part.name).tagged], { reject: false, env })).failed
  const get = async (part: Part, signal?: AbortSignal) => {
    const { built } = byName(stack, part.name)
    const { failed } = await compose([built ? 'build' : 'pull', part.name], signal)
    signal?.throwIfAborted()
    if (failed)
      throw new Problem(`Docker не получил образ ${part.name}: причина в его выводе выше.`, 'Сеть нужна только в первый раз. Проверьте соединение и повторите команду.')
    if (built)
      rememberBuild(part.name)
    return undefined
  }
  const stopNew = async (before: readonly Container[], after: readonly Container[]) => {
    const old = new Set(before.filter(it => it.State === 'running').map(it => it.ID))
    const started = after.filter(it => !old.has(it.ID)).map(it => it.Service)
    if (started.length > 0)
      await compose(['stop', '--timeout', grace, ...started])
  }

  return {
    name: 'docker',

    async up(names, signal) {
      const before = await list()
      const built = names.filter(name => byName(stack, name).built)
      const build = built.some(staleBuild)
        ? ['--build']
        : []
      const result = await compose([
        'up',
        '--detach',
        '--wait',
        '--wait-timeout',
        String(startDeadline),
        ...build,
        ...names,
      ], signal)
      if (!result.failed) {
        built.forEach(rememberBuild)
        return
      }
      const after = await list()
      await stopNew(before, after)
      signal.throwIfAborted()
      throw failure(after)
    },

    async down() {
      await compose([
        ...everyProfile,
        'down',
        '--remove-orphans',
        '--timeout',
        grace,
      ])
    },

    async wipe() {
      await compose([
        ...everyProfile,
        'down',
        '--remove-orphans',
        '--volumes',
        '--timeout',
        grace,
      ])
    },

    async remove(service) {
      await compose(['rm', '--stop', '--force', service])
      const own = byName(stack, service).volumes.map(it => it.source).filter(source => /^\w/.test(source))
      if (own.length > 0)
        await execa('docker', ['volume', 'rm', '--force', ...own.map(volumeName)])
    },

    async status(names) {
      const found = await list()
      return names.map(name => statusOf(name, found.find(it => it.Service === name), stack))
    },

    kill: service => act(service, 'kill'),
    pause: service => act(service, 'pause'),
    resume: service => act(service, 'unpause'),

    async logs(service, { follow }) {
      const follower = follow
        ? ['--follow']
        : []
      await compose([
        'logs',
        '--no-log-prefix',
        ...follower,
        service,
      ])
    },

    async exec(program, args, { ask, part, take }) {
      if (part && await lacks(part))
        throw lackingProblem([part], variables)
      // Other sources of the project on packages that are here: a matter of seconds.
      if (part && staleBuild(part.name))
        await get(part)
      // A part runs in a container of its own that goes away with the program; the lab's is there already.
      const where = part ? ['run', '--rm', '--no-deps', '--no-TTY'] : ['exec', '--no-TTY']
      // No terminal: standard input and output are also the channel on which the program asks for accidents.
      const child = execa('docker', composeArguments(...where, '--env', 'LAB_CONTROL=stdio', '--env', 'PYTHONUNBUFFERED=1', part?.name ?? 'jupyter', program, ...args), {
        stdin: 'pipe',
        stderr: take ? 'pipe' : 'inherit',
        reject: false,
        buffer: false,
        env,
      })
      const said = take ? each(child.iterable({ from: 'stderr' }), line => take(line, 'stderr')) : undefined
      await each(child, async (line) => {
        const words = request(line)
        if (words)
          child.stdin.write(await ask(words))
        else if (take)
          take(line, 'stdout')
        else
          process.stdout.write(`${line}\n`)
      })
      await said
      return (await child).exitCode ?? 1
    },

    lacks,

    get,
  }
}

async function each(lines: AsyncIterable<unknown>, act: (line: string) => void | Promise<void>): Promise<void> {
  for await (const line of lines)
    await act(String(line))
}

function statusOf(service: string, container: Container | undefined, stack: Stack): ServiceStatus {
  return {
    service,
    state: stateOf(container),
    process: container?.Name,
    ports: byName(stack, service).ports.filter(port => port.published),
    trouble: container && troubleOf(container),
  }
}

function failure(found: readonly Container[]): Problem {
  const broken = found.find(it => troubleOf(it) !== undefined)
  return broken
    ? new Problem(
        `Служба ${broken.Service} не запустилась: ${troubleOf(broken)}.`,
        `Журнал: npm run lab -- logs ${broken.Service}. Начать с чистого листа, данные удаляются: npm run lab -- reset`,
      )
    : new Problem('docker compose up не удался: причина в его выводе выше.', 'Устраните её и повторите команду.')
}
