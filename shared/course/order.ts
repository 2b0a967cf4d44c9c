import type { ModuleId, ProgressItem } from './types.ts'
import { allItems } from './progress-items.ts'

/** The reader's way through everything written: the deck, the chapters, the lab, the exercises, the quiz, module by module. */
export function neighbours(id: string): { previous?: ProgressItem, next?: ProgressItem } {
  const at = allItems.findIndex(i => i.id === id)
  if (at < 0)
    throw new Error(`No progress item "${id}". Items: ${allItems.map(i => i.id).join(', ')}`)
  const previous = allItems[at - 1]
  const next = allItems[at + 1]
  return {
    ...(previous && { previous }),
    ...(next && { next }),
  }
}

/** The first item, in reading order, that `isDone` does not accept; undefined when all are done. */
export function firstOpen(isDone: (id: string) => boolean, within?: ModuleId): ProgressItem | undefined {
  return allItems.find(i => (!within || i.module === within) && !isDone(i.id))
}
