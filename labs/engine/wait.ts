import { setTimeout as pause } from 'node:timers/promises'

export interface Patience {
  /** Seconds. */
  deadline: number
  signal?: AbortSignal
  /** Milliseconds between attempts. */
  every?: number
}

/** Repeats `attempt` until it succeeds. At the deadline throws the error of the last attempt: it names what was missing. */
export async function until<T>(attempt: () => Promise<T>, { deadline, signal, every = 100 }: Patience): Promise<T> {
  const end = performance.now() + deadline * 1000
  for (;;) {
    signal?.throwIfAborted()
    try {
      return await attempt()
    }
    catch (error) {
      if (performance.now() > end)
        throw error
    }
    await pause(every, undefined, signal
      ? { signal }
      : {})
  }
}
