/**
 * What a reader's progress is. Every entry carries the time of its last change, so that two copies
 * (two tabs, a file and a browser) can be merged entry by entry without asking which copy is "the" one.
 */

/** Moves when the shape changes; `migrations.ts` has one step for each earlier version. */
export const CURRENT_VERSION = 2

/** Milliseconds since the epoch. The largest one a JavaScript Date can hold. */
export const LATEST_TIME = 8.64e15

export interface ItemState {
  done: boolean
  at: number
  /**
   * Version of the module that the reader had before them when they ticked it, `1.2.0`: what came later is news to them.
   * Absent on ticks from before versions were kept; `at` then tells what they cannot have read.
   */
  edition?: string
  /** Answers of the last attempt at a quiz. */
  score?: { right: number, total: number }
}

/** How far a deck was read: `furthest` of `total` slides. */
export interface SlidesState { furthest: number, total: number, at: number }

/** Where the reader stopped: a site path without the base. An empty path means nowhere yet. */
export interface Place { path: string, title: string, at: number }

export interface Progress {
  version: typeof CURRENT_VERSION
  /** By progress item id. Ids that the course does not know (any more, or yet) are kept. */
  items: Record<string, ItemState>
  /** By module id. */
  slides: Record<string, SlidesState>
  place: Place
}

export function emptyProgress(): Progress {
  return {
    version: CURRENT_VERSION,
    items: {},
    slides: {},
    place: { path: '', title: '', at: 0 },
  }
}

/** One text for one state, whatever the order in which it came about: equal texts mean equal progress. */
export function serialize(progress: Progress): string {
  const sorted = <T>(entries: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(entries).sort(([a], [b]) => a < b
      ? -1
      : 1))
  const { version, items, slides, place } = progress
  return JSON.stringify({
    version,
    items: sorted(items),
    slides: sorted(slides),
    place,
  })
}

/** A time for a change made now that is later than the change it replaces, even if the clock went back. */
export function laterThan(previous: number | undefined, now: number): number {
  return Math.min(Math.max(now, (previous ?? 0) + 1), LATEST_TIME)
}
