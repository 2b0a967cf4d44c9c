import type { Runner } from './runner.ts'
import { mkdirSync } from 'node:fs'
import { runFolder } from '../folders.ts'
import { Problem } from '../problem.ts'
import { seconds, step } from '../say.ts'
import { until } from '../wait.ts'
import { readComplaint } from './complaint.ts'
import { daemonState, launch, stop } from './daemon.ts'

/** Seconds a service gets to stop before it is killed. */
const grace = 20

/** What must be on disk before a service can start. */
export interface Supplies {
  artifacts: Promise<void>
  python: Promise<void>
}

/** Starts services in parallel, each as soon as what it needs is ready. If one fails, stops those that this call started. */
export async function startAll(wanted: readonly Runner[], supplies: Supplies, signal: AbortSignal): Promise<void> {
  mkdirSync(runFolder, { recursive: true })
  const failure = new AbortController()
  const either = AbortSignal.any([signal, failure.signal])
  const launched: Runner[] = []
  const ready = new Map<string, Promise<void>>()
  const whenReady = (it: Runner): Promise<void> => {
    const known = ready.get(it.name) ?? start(it)
    ready.set(it.name, known)
    return known
  }
  const start = async (it: Runner) => {
    await (it.image.python ? supplies.python : supplies.artifacts)
    await prepare(it, either)
    await Promise.all(wanted.filter(other => it.instance.service.needs.includes(other.name)).map(whenReady))
    await startOne(it, launched, either)
  }
  try {
    const tasks = [
      ...wanted.map(whenReady),
      supplies.python,
    ]
    tasks.forEach(task => task.catch(error => failure.abort(error)))
    await Promise.all(tasks)
  }
  catch (error) {
    await Promise.allSettled([
      ...ready.values(),
      supplies.python,
      supplies.artifacts,
    ])
    await stopAll(launched)
    throw error
  }
}

async function prepare(it: Runner, signal: AbortSignal): Promise<void> {
  if (daemonState(it.pidFile).kind !== 'running')
    await it.image.prepare?.(it.instance, signal)
}

async function startOne(it: Runner, launched: Runner[], signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  if (daemonState(it.pidFile).kind === 'running') {
    await ready(it, new Promise(() => {}), signal)
    return
  }
  const { exited } = launch(it.image.command(it.instance), it.pidFile, it.log)
  launched.push(it)
  await step(`${it.name} запущен`, () => ready(it, exited, signal))
}

/** Waits for readiness, or for the process to give up. */
async function ready(it: Runner, exited: Promise<string>, signal: AbortSignal): Promise<void> {
  const over = new AbortController()
  const died = exited.then((how) => {
    throw failed(it, `не запустилась (${how})`)
  })
  const answered = until(() => it.image.ready(it.instance), {
    deadline: it.image.deadline,
    signal: AbortSignal.any([signal, over.signal]),
  })
    .catch((error: Error) => {
      throw signal.aborted
        ? error
        : failed(it, `не ответила за ${seconds(it.image.deadline * 1000)} (${error.message})`)
    })
  try {
    await Promise.race([answered, died])
  }
  finally {
    // Whichever lost the race must neither go on nor surface later.
    over.abort()
    answered.catch(() => {})
    died.catch(() => {})
  }
}

function failed(it: Runner, what: string): Problem {
  return new Problem(
    `Служба ${it.name} ${what}: ${readComplaint(it.log, it.image.complaint)}`,
    `Журнал: npm run lab -- logs ${it.name}. Начать с чистого листа (данные удаляются): npm run lab -- reset`,
  )
}

/** Stops services in the opposite order of their start: who needs a neighbour leaves first. */
export async function stopAll(all: readonly Runner[]): Promise<void> {
  const stopped = new Map<string, Promise<void>>()
  const whenStopped = (it: Runner): Promise<void> => {
    const known = stopped.get(it.name) ?? stopOne(it)
    stopped.set(it.name, known)
    return known
  }
  const stopOne = async (it: Runner) => {
    await Promise.all(all.filter(other => other.instance.service.needs.includes(it.name)).map(whenStopped))
    if (daemonState(it.pidFile).kind === 'running')
      await step(`${it.name} остановлен`, () => stop(it.pidFile, it.image.stopSignal, grace))
    else
      await stop(it.pidFile, it.image.stopSignal, grace)
  }
  await Promise.all(all.map(whenStopped))
}
