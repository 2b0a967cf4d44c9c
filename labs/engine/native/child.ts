import { execa } from 'execa'

/** How a helper program ended. */
export interface Outcome {
  failed: boolean
  /** Both of its streams. */
  output: string
}

/**
 * Runs a program that may start others (Maven, pip) to its end, in a group of its own: giving it up must reach all of them,
 * or what it left behind would go on writing into folders that the next attempt makes anew.
 *
 * @throws the reason of the signal when it is aborted.
 */
export async function runChild(file: string, args: readonly string[], signal: AbortSignal, onOutput: (text: string) => void = () => {}): Promise<Outcome> {
  signal.throwIfAborted()
  const child = execa(file, args, { all: true, reject: false, detached: true, stdin: 'ignore' })
  const giveUp = () => child.pid !== undefined && process.kill(-child.pid, 'SIGTERM')
  signal.addEventListener('abort', giveUp)
  child.all.on('data', chunk => onOutput(String(chunk)))
  const { failed, all } = await child
  signal.removeEventListener('abort', giveUp)
  signal.throwIfAborted()
  return { failed, output: all ?? '' }
}
