import type { Progress } from './state.ts'
import type { StorageLike, Trouble } from './vault.ts'
import { useEventListener } from '@vueuse/core'
import { defineStore } from 'pinia'
import { ref } from 'vue'
import { merge } from './merge.ts'
import { parse } from './parse.ts'
import { emptyProgress, laterThan, serialize } from './state.ts'
import { createVault, STORAGE_KEY } from './vault.ts'

/** What keeps progress from being stored, for the notices on the page. */
export const troubles = ref<Trouble[]>([])

function report(trouble: Trouble, present: boolean): void {
  const others = troubles.value.filter(t => t !== trouble)
  if (present || others.length !== troubles.value.length) {
    troubles.value = present
      ? [...others, trouble]
      : others
  }
}

/** Closed until `open()`: a page is hydrated with the state it was rendered with, which is the empty one. */
const closed: StorageLike = {
  getItem: () => null,
  setItem: () => {},
}
let vault = closed

/** Where the progress of before the last reset waits for an undo. */
const UNDO_KEY = `${STORAGE_KEY}:before-reset`

function remembered(): Progress | undefined {
  try {
    const parsed = parse(localStorage.getItem(UNDO_KEY) ?? '', Date.now())
    return 'progress' in parsed
      ? parsed.progress
      : undefined
  }
  catch {
    return undefined
  }
}

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

/**
 * A reader's progress. Every change goes through `$patch`, which tells the persistence at once: a page that is closed
 * in the next moment has lost nothing.
 */
export const useProgress = defineStore('progress', {
  state: emptyProgress,
  getters: {
    isDone: state => (id: string): boolean => state.items[id]?.done ?? false,
  },
  actions: {
    /** Starts reading from and writing to the browser's storage. Call once, after the page is hydrated; the result ends it. */
    open(): () => void {
      vault = createVault({
        storage: () => localStorage,
        report,
      })
      this.$hydrate()
      beforeReset.value = remembered()
      // Another tab may have written between two events, or while this page slept in the back-forward cache.
      const stops = [
        useEventListener(window, 'storage', e => e.key === STORAGE_KEY && e.newValue && this.absorb(e.newValue)),
        useEventListener(window, 'pageshow', () => this.absorb(vault.getItem(STORAGE_KEY) ?? '')),
      ]
      return () => {
        stops.forEach(stop => stop())
        vault = closed
      }
    },
    /** Takes over another copy, entry by entry, the newest wins; text that cannot be read changes nothing. */
    absorb(text: string) {
      const parsed = parse(text, Date.now())
      if ('progress' in parsed)
        this.$patch(state => Object.assign(state, merge(state, parsed.progress)))
    },
    setDone(id: string, done: boolean, score?: { right: number, total: number }) {
      const at = laterThan(this.items[id]?.at, Date.now())
      this.$patch(({ items }) => items[id] = {
        done,
        at,
        ...(score && { score }),
      })
    },
    /** A deck shows slide `slide` of `total`; the last one ticks the deck. */
    reachSlide(module: string, slide: number, total: number) {
      const known = this.slides[module]
      if (slide > (known?.furthest ?? 0) || total !== known?.total)
        this.setSlides(module, Math.max(slide, known?.furthest ?? 0), total)
      if (slide >= total && !this.isDone(`${module}/deck`))
        this.setDone(`${module}/deck`, true)
    },
    setSlides(module: string, furthest: number, total: number) {
      const at = laterThan(this.slides[module]?.at, Date.now())
      this.$patch(({ slides }) => slides[module] = { furthest, total, at })
    },
    visit(path: string, title: string) {
      this.$patch(state => state.place = {
        path,
        title,
        at: laterThan(state.place.at, Date.now()),
      })
    },
    reset() {
      beforeReset.value = JSON.parse(serialize(this.$state)) as Progress
      remember(beforeReset.value)
      for (const id of Object.keys(this.items))
        this.setDone(id, false)
      for (const [module, { total }] of Object.entries(this.slides))
        this.setSlides(module, 0, total)
      this.visit('', '')
    },
    undoReset() {
      if (!beforeReset.value)
        return
      this.bringBack(beforeReset.value)
      beforeReset.value = undefined
      remember(undefined)
    },
    /** Ticks what is ticked in `other` and keeps what is ticked here: entries get a new time, so that they win over a later reset. */
    bringBack(other: Progress) {
      for (const [id, { done, score }] of Object.entries(other.items)) {
        if (done)
          this.setDone(id, true, score)
        else if (!this.items[id])
          this.setDone(id, false, score)
      }
      for (const [module, { furthest, total }] of Object.entries(other.slides))
        this.reachSlide(module, Math.min(furthest, total), total)
      if (other.place.path && !this.place.path)
        this.visit(other.place.path, other.place.title)
    },
  },
  persist: {
    key: STORAGE_KEY,
    storage: {
      getItem: key => vault.getItem(key),
      setItem: (key, text) => vault.setItem(key, text),
    },
    serializer: {
      serialize: state => serialize(state as Progress),
      deserialize: text => JSON.parse(text) as Progress,
    },
  },
})
