import type { Edge, Module, ModuleId, Stop } from './types.ts'
import { modules } from './index.ts'

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
 * Rows by the longest chain of prerequisites, so that every edge points down; columns in syllabus order.
 * @throws on a cycle, naming it.
 */
export function stops(course: readonly Module[] = modules): Stop[] {
  const byId = new Map(course.map(m => [m.id, m]))
  const rowOf = (id: ModuleId, path: ModuleId[] = []): number => {
    if (path.includes(id))
      throw new Error(`Prerequisites form a cycle: ${[...path, id].join(' → ')}`)
    return Math.max(-1, ...(byId.get(id)?.requires ?? []).map(r => rowOf(r, [...path, id]))) + 1
  }
  const rows = Map.groupBy(course, m => rowOf(m.id))
  return course.map((m) => {
    const row = rowOf(m.id)
    const peers = rows.get(row) ?? []
    return {
      id: m.id,
      row,
      column: peers.indexOf(m),
      columns: peers.length,
    }
  })
}
