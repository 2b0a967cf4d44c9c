import type { ItemState, Progress } from './state.ts'
import type { useProgress } from './store.ts'
import changes from 'virtual:course/changes'
import { ref } from 'vue'
import { parse } from './parse.ts'
import { editionOf } from './since.ts'
import { serialize } from './state.ts'
import { STORAGE_KEY } from './vault.ts'

type Store = ReturnType<typeof useProgress>

/** Where the progress of before the last reset waits for an undo. */
const UNDO_KEY = `${STORAGE_KEY}:before-reset`

function remember(progress: Progress | undefined): void {
  try {
    progress
      ? localStorage.setItem(UNDO_KEY, serialize(progress))
      : localStorage.removeItem(UNDO_KEY)
  }
  catch {
    // Storage is refused or full: the undo then lasts as long as the page does.
  }
}

/** Undo survives a reload where storage works and lives in memory where it does not. */
export const beforeReset = ref<Progress>()

/** Finds what an earlier page left to undo. Call in the browser. */
export function openUndo(): void {
  try {
    const parsed = parse(localStorage.getItem(UNDO_KEY) ?? '', Date.now())
    beforeReset.value = 'progress' in parsed
      ? parsed.progress
      : beforeReset.value
  }
  catch {
    // Storage is refused: what this page remembers is all there is.
  }
}

export function reset(store: Store): void {
  beforeReset.value = JSON.parse(serialize(store.$state)) as Progress
  remember(beforeReset.value)
  for (const id of Object.keys(store.items))
    store.setDone(id, false)
  for (const [module, { total }] of Object.entries(store.slides))
    store.setSlides(module, 0, total)
  store.visit('', '')
}

export function undoReset(store: Store): void {
  if (!beforeReset.value)
    return
  bringBack(store, beforeReset.value)
  beforeReset.value = undefined
  remember(undefined)
}

/** The entry that `mine` becomes when `theirs` is brought in: a tick or a score more, never less; undefined if nothing. */
function gain(mine: ItemState | undefined, theirs: ItemState, id: string): Omit<ItemState, 'at'> | undefined {
  const { at, ...entry } = theirs
  const edition = theirs.edition ?? editionOf(changes[id.split('/')[0]!] ?? [], theirs)
  const score = mine?.score ?? theirs.score
  if (!mine || (theirs.done && !mine.done))
    return { ...entry, ...(theirs.done && edition && { edition }), ...(score && { score }) }
  return !mine.score && theirs.score
    ? { done: mine.done, ...(mine.edition && { edition: mine.edition }), score: theirs.score }
    : undefined
}

/** What `other` would add: nothing that is here goes away. */
export interface Gains {
  /** Entries of items, by id. */
  items: [id: string, entry: Omit<ItemState, 'at'>][]
  /** Ids that get a tick. */
  ticked: string[]
  /** Ticks of `other` that are here already. */
  known: number
  /** Modules whose slides were read further there. */
  slides: string[]
}

export function gains(here: Progress, other: Progress): Gains {
  const items = Object.entries(other.items).flatMap(([id, theirs]) => {
    const entry = gain(here.items[id], theirs, id)
    return entry ? [[id, entry] as [string, Omit<ItemState, 'at'>]] : []
  })
  const ticked = items.filter(([id, entry]) => entry.done && !here.items[id]?.done).map(([id]) => id)
  return {
    items,
    ticked,
    known: Object.values(other.items).filter(i => i.done).length - ticked.length,
    slides: Object.entries(other.slides).filter(([module, s]) => s.furthest > (here.slides[module]?.furthest ?? 0)).map(([module]) => module),
  }
}

/** Ticks what is ticked in `other` and keeps what is ticked here: entries get a new time, so that they win over a later reset. */
export function bringBack(store: Store, other: Progress): void {
  for (const [id, entry] of gains(store, other).items)
    store.put(id, entry)
  for (const [module, { furthest, total }] of Object.entries(other.slides)) {
    if (furthest > (store.slides[module]?.furthest ?? 0) || !store.slides[module])
      store.setSlides(module, furthest, total)
  }
  if (other.place.path && !store.place.path)
    store.visit(other.place.path, other.place.title)
}
