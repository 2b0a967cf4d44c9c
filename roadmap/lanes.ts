import { cheapestOrder } from '../shared/course/permutations.ts'

/** A line that comes from above at `from`, runs along the gap between two rows, and drops at each of `to`. */
export interface Run { id: string, from: number, to: number[] }

/** Two lines on top of each other are worse than any number of crossings. */
const OVERLAP = 100
/** Pixels within which two verticals would be taken for one. */
const NEAR = 3

/** What it costs to have `upper` run in a lane above `lower`: crossings of one's verticals with the other's lane. */
function cost(upper: Run, lower: Run): number {
  const across = (run: Run, x: number) => Math.min(run.from, ...run.to) < x && x < Math.max(run.from, ...run.to)
  const stub = across(upper, lower.from) ? 1 : 0
  const drops = upper.to.filter(x => across(lower, x)).length
  const overlaps = upper.to.filter(x => Math.abs(x - lower.from) < NEAR).length
  return stub + drops + OVERLAP * overlaps
}

/** The lanes of one gap from top to bottom, for the fewest crossings. */
export function lanes(runs: readonly Run[]): Run[] {
  return cheapestOrder(runs, order => order.reduce((sum, upper, i) => sum + order.slice(i + 1).reduce((s, lower) => s + cost(upper, lower), 0), 0))
}
