import type { Runner } from './runner.ts'
import { ExecaError } from 'execa'
import { seconds, step } from '../say.ts'
import { until } from '../wait.ts'
import { daemonState, launch, stop } from './daemon.ts'
import { prepareFailure, startFailure } from './failure.ts'
import { inOrder } from './order.ts'

/** Seconds a service gets to stop before it is killed. */
const grace = 20

/** What must be on disk before a service can start. */
export interface Supplies {
  artifacts: Promise<unknown>
  python: Promise<unknown>
}

/**
 * Starts services in parallel, each as soon as its files and its neighbours are ready.
 * When one fails, or the signal is aborted, the others are given up and those that this call started are stopped.
 */
export async function startAll(wanted: readonly Runner[], fetch: (signal: AbortSignal) => Supplies, outer: AbortSignal): Promise<void> {
  const failure = new AbortController()
  const signal = AbortSignal.any([outer, failure.signal])
  const giveUp = (error: unknown): never => {
    failure.abort(error)
    throw error
  }
  const supplies = fetch(signal)
  const launched: Runner[] = []
  const prepared = new Map(wanted.map(it => [
    it,
    prepare(it, supplies, signal).catch(giveUp),
  ]))
  const started = inOrder(wanted, it => needed(it, wanted), async (it) => {
    await prepared.get(it)
    await start(it, launched, signal).catch(giveUp)
  })
  const everything = [
    started,
    ...prepared.values(),
    supplies.artifacts.catch(giveUp),
    supplies.python.catch(giveUp),
  ]
  await Promise.allSettled(everything)
  if (!signal.aborted)
    return
  await stopAll(launched)
  throw signal.reason
}

function needed(it: Runner, among: readonly Runner[]): Runner[] {
  return among.filter(other => it.instance.service.needs.includes(other.name))
}

/** A broken process has its data already: only a service that does not run is prepared. */
async function prepare(it: Runner, supplies: Supplies, signal: AbortSignal): Promise<void> {
  await (it.image.python ? supplies.python : supplies.artifacts)
  if (isRunning(it))
    return
  await it.image.prepare?.(it.instance, signal).catch(explained(it, signal))
}

/** The output of a program that failed tells more than that it did. */
function explained(it: Runner, signal: AbortSignal) {
  return (error: unknown): never => {
    throw error instanceof ExecaError && !signal.aborted
      ? prepareFailure(it, `${error.stdout}\n${error.stderr}`)
      : error
  }
}

async function start(it: Runner, launched: Runner[], signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  if (isRunning(it)) {
    await answers(it, signal)
    return
  }
  await it.image.join?.(it.instance, signal).catch(explained(it, signal))
  const exited = launch(await it.image.command(it.instance), it.pidFile, it.log)
  launched.push(it)
  await step({ doing: `${it.name} запускается`, done: `${it.name} готов` }, () => answersOrExits(it, exited, signal))
}

async function answersOrExits(it: Runner, exited: Promise<string>, signal: AbortSignal): Promise<void> {
  const over = new AbortController()
  const died = exited.then((how) => {
    throw startFailure(it, `не запустилась (${how})`)
  })
  const answered = answers(it, AbortSignal.any([signal, over.signal]))
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

async function answers(it: Runner, signal: AbortSignal): Promise<void> {
  const { ready, deadline } = it.image
  await until(() => ready(it.instance), { deadline, signal }).catch((error: Error) => {
    throw signal.aborted
      ? error
      : startFailure(it, `не ответила за ${seconds(deadline * 1000)} (${error.message})`)
  })
}

/** Stops services in the opposite order of their start: who needs a neighbour leaves first. */
export async function stopAll(all: readonly Runner[]): Promise<void> {
  await inOrder(all, it => all.filter(other => needed(other, all).includes(it)), async (it) => {
    const quit = () => stop(it.pidFile, it.image.stopSignal, grace)
    await (isRunning(it)
      ? step({ doing: `${it.name} останавливается`, done: `${it.name} остановлен` }, quit)
      : quit())
  })
}

function isRunning(it: Runner): boolean {
  return daemonState(it.pidFile).kind === 'running'
}
