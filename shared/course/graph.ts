import type { Edge, MapRow, Module, ModuleId } from './types.ts'
import { modules } from './index.ts'
import { cheapestOrder } from './permutations.ts'
import { stages } from './types.ts'

/** Prerequisites as edges, without those that a longer way already implies (a → c where a → b → c). */
export function edges(course: readonly Module[] = modules): Edge[] {
  const requires = new Map(course.map(m => [m.id, m.requires]))
  const reaches = (from: ModuleId, to: ModuleId): boolean =>
    (requires.get(to) ?? []).some(r => r === from || reaches(from, r))
  return course.flatMap(m => m.requires
    .filter(r => !m.requires.some(other => other !== r && reaches(r, other)))
    .map(from => ({ from, to: m.id })))
}

/**
 * Length of the longest chain of prerequisites that leads to each module.
 * @throws on a cycle, naming it.
 */
function ranks(course: readonly Module[]): Map<ModuleId, number> {
  const byId = new Map(course.map(m => [m.id, m]))
  const rankOf = (id: ModuleId, path: ModuleId[] = []): number => {
    if (path.includes(id))
      throw new Error(`Prerequisites form a cycle: ${[...path, id].join(' → ')}`)
    return Math.max(-1, ...(byId.get(id)?.requires ?? []).map(r => rankOf(r, [...path, id]))) + 1
  }
  return new Map(course.map(m => [m.id, rankOf(m.id)]))
}

/** Pairs of lines between two neighbouring rows that cross. */
export function crossings(upper: readonly ModuleId[], lower: readonly ModuleId[], lines: readonly Edge[]): number {
  const between = lines.map(({ from, to }) => [upper.indexOf(from), lower.indexOf(to)] as const).filter(([a, b]) => a >= 0 && b >= 0)
  return between.reduce((sum, [a, b], i) => sum + between.slice(i + 1).filter(([c, d]) => (a - c) * (b - d) < 0).length, 0)
}

/** A row below in the order of the middles of what its modules require above. */
function byMiddle(row: readonly ModuleId[], upper: readonly ModuleId[], lines: readonly Edge[]): ModuleId[] {
  const middle = (id: ModuleId): number => {
    const above = lines.filter(l => l.to === id).map(l => upper.indexOf(l.from)).filter(at => at >= 0)
    return above.reduce((sum, at) => sum + at, 0) / (above.length || 1)
  }
  return [...row].sort((a, b) => middle(a) - middle(b))
}

/** Orders the rows from the top, each for the fewest crossings with the row above and with what it allows below. */
function untangle(rows: readonly MapRow[], lines: readonly Edge[]): MapRow[] {
  const ordered: MapRow[] = []
  for (const [i, row] of rows.entries()) {
    const [upper, lower] = [ordered[i - 1]?.modules ?? [], rows[i + 1]?.modules ?? []]
    const cost = (order: readonly ModuleId[]) => crossings(upper, order, lines) + crossings(order, byMiddle(lower, order, lines), lines)
    ordered.push({ ...row, modules: row.line ? row.modules : cheapestOrder(row.modules, cost) })
  }
  return ordered
}

/** A stage without a choice is one line from left to right; any other has a row for each step of its chains. */
function rowsOf(stage: MapRow['stage'], members: readonly Module[], rank: ReadonlyMap<ModuleId, number>): MapRow[] {
  const steps = [...Map.groupBy(members, m => rank.get(m.id)!).entries()].sort(([a], [b]) => a - b).map(([, step]) => step.map(m => m.id))
  return steps.length > 1 && steps.every(step => step.length === 1)
    ? [{ stage, line: true, modules: steps.flat() }]
    : steps.map(modules => ({ stage, line: false, modules }))
}

/**
 * The map: rows from top to bottom, stage by stage, so that every line leads down, or along a line to the right.
 * @throws on a cycle of prerequisites, naming it.
 */
export function mapRows(course: readonly Module[] = modules): MapRow[] {
  const rank = ranks(course)
  return untangle(stages.flatMap(stage => rowsOf(stage, course.filter(m => m.stage === stage), rank)), edges(course))
}
