import type { Engine, ServiceStatus } from '../engine.ts'
import type { Stack } from '../stack/compose.ts'
import type { Variables } from '../stack/interpolate.ts'
import type { Container } from './containers.ts'
import { execa } from 'execa'
import { request } from '../control.ts'
import { Problem } from '../problem.ts'
import { byName } from '../stack/local.ts'
import { composeArguments, composeEnvironment, volumeName } from './compose.ts'
import { containers, stateOf, troubleOf } from './containers.ts'
import { rememberBuild, staleBuild } from './freshness.ts'

/** Seconds to pull nothing and start everything; Compose counts pulling separately. */
const startDeadline = 300
/** Seconds a container gets to stop before it is killed. */
const grace = '20'

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
      const builds = names.some(name => byName(stack, name).built)
      const build = builds && staleBuild()
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
        if (builds)
          rememberBuild()
        return
      }
      const after = await list()
      await stopNew(before, after)
      signal.throwIfAborted()
      throw failure(after)
    },

    async down() {
      await compose([
        'down',
        '--remove-orphans',
        '--timeout',
        grace,
      ])
    },

    async wipe() {
      await compose([
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

    async exec(program, args, ask) {
      // No terminal: standard input and output are also the channel on which the program asks for accidents.
      const child = execa('docker', composeArguments('exec', '--no-TTY', '--env', 'LAB_CONTROL=stdio', '--env', 'PYTHONUNBUFFERED=1', 'jupyter', program, ...args), {
        stdin: 'pipe',
        stderr: 'inherit',
        reject: false,
        buffer: false,
        env,
      })
      for await (const line of child) {
        const words = request(line)
        if (words)
          child.stdin.write(await ask(words))
        else
          process.stdout.write(`${line}\n`)
      }
      return (await child).exitCode ?? 1
    },
  }
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
