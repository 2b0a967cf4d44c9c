const started = performance.now()

/** Prints a line of progress to stderr, so that stdout stays for answers. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** Seconds with one digit and a Russian decimal comma: `4,2 с`. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1).replace('.', ',')} с`
}

/**
 * Runs a step and reports it: every five seconds what it is doing, one line when it is done.
 * `detail` is what to add to the lines of a long step: how much was downloaded, what it waits for.
 */
export async function step<T>({ doing, done, detail = () => '' }: { doing: string, done: string, detail?: () => string }, work: () => Promise<T>): Promise<T> {
  const from = performance.now()
  const passed = () => seconds(performance.now() - from)
  const clock = setInterval(() => say(`  … ${doing}: ${passed()}${suffix(detail())}`), 5000)
  try {
    const result = await work()
    say(`  ✓ ${done}: ${passed()}`)
    return result
  }
  finally {
    clearInterval(clock)
  }
}

function suffix(detail: string): string {
  return detail && `, ${detail}`
}

/** Milliseconds since the command began. */
export function sinceStart(): number {
  return performance.now() - started
}
