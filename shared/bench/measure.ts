import { readFileSync } from 'node:fs'
import process from 'node:process'

/** What something took. */
export interface Cost {
  /** Seconds on the clock. */
  wall: number
  /** Seconds of processor time, of this process and of those it has started and seen end; NaN where the system does not say. */
  cpu: number
}

/** Clock ticks a second of `/proc`: 100 on every Linux that Node runs on. */
const TICKS = 100

function cpuSeconds(): number {
  if (process.platform !== 'linux')
    return Number.NaN
  // After the name in brackets: state is field 3; utime, stime and those of children are 14 to 17.
  const fields = readFileSync('/proc/self/stat', 'utf8').replace(/^.*\) /, '').split(' ')
  return fields.slice(11, 15).reduce((sum, f) => sum + Number(f), 0) / TICKS
}

export async function measured<T>(work: () => Promise<T>): Promise<Cost & { result: T }> {
  const [cpu, started] = [cpuSeconds(), performance.now()]
  const result = await work()
  return { result, wall: (performance.now() - started) / 1000, cpu: cpuSeconds() - cpu }
}

export function add(a: Cost, b: Cost): Cost {
  return { wall: a.wall + b.wall, cpu: a.cpu + b.cpu }
}

export function times(cost: Cost, n: number): Cost {
  return { wall: cost.wall * n, cpu: cost.cpu * n }
}
