import type { Edge, MapRow, ModuleId } from '../shared/course/index.ts'
import type { Box, Point } from './geometry.ts'
import type { Run } from './lanes.ts'
import { arrowHead, bentPath, middle } from './geometry.ts'
import { lanes } from './lanes.ts'

export interface Route { from: ModuleId, to: ModuleId, path: string, head: string }

/** Distance between two lines that arrive at one stop. */
const PORT = 18
/** How far below its upper edge a stop is joined to its neighbour on a line. */
const SHOULDER = 34

/** Where a line passes a row that it does not stop at: the gap between two stops, or the side, nearest to `x`. */
function passage(boxes: readonly Box[], x: number): number {
  const sorted = [...boxes].sort((a, b) => a.left - b.left)
  const between = sorted.slice(1).map((box, i) => (sorted[i]!.right + box.left) / 2)
  return [sorted[0]!.left - 14, ...between, sorted.at(-1)!.right + 14]
    .sort((a, b) => Math.abs(a - x) - Math.abs(b - x))[0]!
}

/** A line on its way: the gaps it runs along (below row `gap`), and where it enters and leaves each. */
interface Leg { edge: Edge, gap: number, from: number, to: number }

/**
 * Lines of the map: down from the middle of a stop, along a lane of the gap, down into the next stop, side by side with
 * the others that arrive there. Lines of one stop share its lane; a line to a further row passes between stops.
 */
export function routes(lines: readonly Edge[], rows: readonly MapRow[], boxes: ReadonlyMap<string, Box>): Route[] {
  const rowOf = (id: ModuleId) => rows.findIndex(r => r.modules.includes(id))
  const box = (id: ModuleId) => boxes.get(id)!
  const beside = lines.filter(e => rowOf(e.from) === rowOf(e.to))
  const legs = legsOf(lines.filter(e => rowOf(e.from) < rowOf(e.to)), rows, boxes, rowOf)
  const height = laneHeights(legs, rows, boxes)
  return [
    ...beside.map((e): Route => {
      const y = Math.max(box(e.from).top, box(e.to).top) + SHOULDER
      const tip = { x: box(e.to).left - 2, y }
      return { ...e, path: bentPath([{ x: box(e.from).right, y }, tip]), head: arrowHead(tip, 'right') }
    }),
    ...[...Map.groupBy(legs, l => l.edge).entries()].map(([edge, way]): Route => {
      const tip = { x: way.at(-1)!.to, y: box(edge.to).top - 2 }
      const points: Point[] = way.flatMap(leg => [leg.from, leg.to].map(x => ({ x, y: height(leg) })))
      return { ...edge, path: bentPath([{ x: way[0]!.from, y: box(edge.from).bottom }, ...points, tip]), head: arrowHead(tip, 'down') }
    }),
  ]
}

function legsOf(down: readonly Edge[], rows: readonly MapRow[], boxes: ReadonlyMap<string, Box>, rowOf: (id: ModuleId) => number): Leg[] {
  const legs = down.flatMap((edge): Leg[] => {
    const [start, end] = [rowOf(edge.from), rowOf(edge.to)]
    const turns = [middle(boxes.get(edge.from)!)]
    for (let row = start + 1; row < end; row++)
      turns.push(passage(rows[row]!.modules.map(id => boxes.get(id)!), turns.at(-1)!))
    turns.push(middle(boxes.get(edge.to)!))
    return turns.slice(1).map((to, i) => ({ edge, gap: start + i, from: turns[i]!, to }))
  })
  spreadArrivals(legs)
  return legs
}

/** Lines that arrive at one stop do so side by side, in the order in which they come. */
function spreadArrivals(legs: Leg[]): void {
  const last = [...Map.groupBy(legs, l => l.edge).values()].map(way => way.at(-1)!)
  for (const arriving of Map.groupBy(last, l => l.edge.to).values()) {
    arriving.sort((a, b) => a.from - b.from)
    const port = (i: number) => arriving[i]!.to + (i - (arriving.length - 1) / 2) * PORT
    // A line that is all but straight is straight: the others make room.
    const bends = arriving.map((leg, i) => leg.from - port(i)).sort((a, b) => Math.abs(a) - Math.abs(b))
    const shift = Math.abs(bends[0]!) < PORT ? bends[0]! : 0
    arriving.map((_, i) => port(i) + shift).forEach((to, i) => arriving[i]!.to = to)
  }
}

/** @returns the height of the lane in which a leg runs. */
function laneHeights(legs: readonly Leg[], rows: readonly MapRow[], boxes: ReadonlyMap<string, Box>): (leg: Leg) => number {
  const runId = (leg: Leg) => `${leg.gap}:${leg.from}`
  const heights = new Map<string, number>()
  for (const [gap, inGap] of Map.groupBy(legs, l => l.gap)) {
    const edge = (row: number, side: 'top' | 'bottom') => rows[row]!.modules.map(id => boxes.get(id)![side])
    const [top, bottom] = [Math.max(...edge(gap, 'bottom')), Math.min(...edge(gap + 1, 'top'))]
    const runs = [...Map.groupBy(inGap, runId)].map(([id, same]): Run => ({ id, from: same[0]!.from, to: same.map(l => l.to) }))
    lanes(runs).forEach((run, i, { length }) => heights.set(run.id, top + (bottom - top) * (i + 1) / (length + 1)))
  }
  return leg => heights.get(runId(leg))!
}
