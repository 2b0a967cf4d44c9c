import type { Progress } from './state.ts'
import { CURRENT_VERSION } from './state.ts'

/** The newer of two entries; of two equally old ones always the same, whichever copy it came from. */
function newer<T extends { at: number }>(a: T | undefined, b: T | undefined): T {
  if (!a || !b)
    return (a ?? b) as T
  if (a.at !== b.at) {
    return a.at > b.at
      ? a
      : b
  }
  return rank(a) >= rank(b)
    ? a
    : b
}

/** Ties are broken by content, not by side: a merge that depends on its order never settles between tabs. */
function rank(entry: object): string {
  return JSON.stringify(Object.entries(entry).sort(([a], [b]) => a < b
    ? -1
    : 1))
}

function mergeRecords<T extends { at: number }>(a: Record<string, T>, b: Record<string, T>): Record<string, T> {
  const ids = new Set([
    ...Object.keys(a),
    ...Object.keys(b),
  ])
  return Object.fromEntries([...ids].map(id => [
    id,
    newer(own(a, id), own(b, id)),
  ]))
}

function own<T>(record: Record<string, T>, id: string): T | undefined {
  return Object.hasOwn(record, id)
    ? record[id]
    : undefined
}

/**
 * Both copies in one, entry by entry, the newest wins. Commutative, associative and idempotent,
 * so tabs may exchange copies in any order and any number of times.
 */
export function merge(a: Progress, b: Progress): Progress {
  return {
    version: CURRENT_VERSION,
    items: mergeRecords(a.items, b.items),
    slides: mergeRecords(a.slides, b.slides),
    place: newer(a.place, b.place),
  }
}
