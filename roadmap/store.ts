import type { ItemState, Progress } from './state.ts'
import type { StorageLike, Trouble } from './vault.ts'
import { useEventListener } from '@vueuse/core'
import { defineStore } from 'pinia'
import editions from 'virtual:course/editions'
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
  getItem: () => '',
  setItem: () => {},
}
let vault = closed

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
      // Another tab may have written between two events, or while this page slept in the back-forward cache.
      const stops = [
        useEventListener(window, 'storage', e => e.key === STORAGE_KEY && e.newValue && this.absorb(e.newValue)),
        useEventListener(window, 'pageshow', () => this.absorb(vault.getItem(STORAGE_KEY))),
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
    /** Ticks or unticks an item; a tick remembers which version of the module it was given for. */
    setDone(id: string, done: boolean, score?: ItemState['score']) {
      const edition = editions[id.split('/')[0]!]
      this.put(id, {
        done,
        ...(done && edition && { edition }),
        ...(score && { score }),
      })
    },
    put(id: string, entry: Omit<ItemState, 'at'>) {
      const at = laterThan(this.items[id]?.at, Date.now())
      this.$patch(({ items }) => items[id] = { ...entry, at })
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
