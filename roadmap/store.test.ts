// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import editions from 'virtual:course/editions'
import { beforeEach, describe, expect, it } from 'vitest'
import { createApp, nextTick } from 'vue'
import { createCoursePinia } from './pinia.ts'
import { beforeReset, bringBack, openUndo, reset, undoReset } from './restore.ts'
import { emptyProgress, serialize } from './state.ts'
import { useProgress } from './store.ts'
import { STORAGE_KEY } from './vault.ts'

const close: (() => void)[] = []

/** A tab: its own Vue app and Pinia over the shared storage. */
function openTab() {
  const pinia = createCoursePinia()
  createApp({}).use(pinia)
  const progress = useProgress(pinia)
  close.push(progress.open())
  return progress
}

/** What the browser does to the other tabs after one has written. */
function announce() {
  dispatchEvent(new StorageEvent('storage', {
    key: STORAGE_KEY,
    newValue: localStorage.getItem(STORAGE_KEY),
  }))
}

beforeEach(async () => {
  close.splice(0).forEach(stop => stop())
  await flushPromises() // the last test's tabs write what they still hold
  localStorage.clear()
  beforeReset.value = undefined
})

describe('progress store', () => {
  it('is empty until opened, whatever is stored: a prerendered page hydrates without a mismatch', () => {
    localStorage.setItem(STORAGE_KEY, serialize({
      ...emptyProgress(),
      items: {
        'postgres/wal': { done: true, at: 1 },
      },
    }))
    const pinia = createCoursePinia()
    createApp({}).use(pinia)
    const progress = useProgress(pinia)
    expect(progress.isDone('postgres/wal')).toBe(false)
    close.push(progress.open())
    expect(progress.isDone('postgres/wal')).toBe(true)
  })

  it('is still there after a reload', async () => {
    openTab().setDone('postgres/wal', true)
    await nextTick()
    expect(openTab().isDone('postgres/wal')).toBe(true)
  })

  it('shows a change made in another tab', async () => {
    const other = openTab()
    localStorage.setItem(STORAGE_KEY, serialize({
      ...emptyProgress(),
      items: {
        'postgres/lab': {
          done: true,
          at: Date.now(),
        },
      },
    }))
    announce()
    await nextTick()
    expect(other.isDone('postgres/lab')).toBe(true)
  })

  it('ignores garbage that another tab announces', () => {
    const progress = openTab()
    progress.setDone('postgres/wal', true)
    dispatchEvent(new StorageEvent('storage', { key: STORAGE_KEY, newValue: '{"items":' }))
    expect(progress.isDone('postgres/wal')).toBe(true)
  })

  it('ticks the deck at its last slide and remembers the furthest one', () => {
    const progress = openTab()
    progress.reachSlide('postgres', 7, 24)
    progress.reachSlide('postgres', 3, 24)
    expect(progress.slides.postgres).toMatchObject({ furthest: 7, total: 24 })
    expect(progress.isDone('postgres/deck')).toBe(false)
    progress.reachSlide('postgres', 24, 24)
    expect(progress.isDone('postgres/deck')).toBe(true)
  })

  it('does not tick again what the reader unticked unless the deck is read to the end again', () => {
    const progress = openTab()
    progress.reachSlide('postgres', 24, 24)
    progress.setDone('postgres/deck', false)
    progress.reachSlide('postgres', 5, 24)
    expect(progress.isDone('postgres/deck')).toBe(false)
  })

  it('takes back a reset, also after a reload, and even though the reset is newer', async () => {
    const progress = openTab()
    progress.setDone('postgres/wal', true)
    progress.reachSlide('postgres', 7, 24)
    progress.visit('/postgres/wal', 'WAL')
    await nextTick()
    reset(progress)
    await nextTick()
    expect(progress.isDone('postgres/wal')).toBe(false)
    expect(progress.slides.postgres?.furthest).toBe(0)
    expect(progress.place.path).toBe('')

    const reloaded = openTab()
    beforeReset.value = undefined
    openUndo()
    undoReset(reloaded)
    expect(reloaded.isDone('postgres/wal')).toBe(true)
    expect(reloaded.slides.postgres?.furthest).toBe(7)
    expect(reloaded.place.path).toBe('/postgres/wal')
    expect(beforeReset.value).toBeUndefined()
  })

  it('a reset reaches the other tab instead of being undone by it', async () => {
    const one = openTab()
    one.setDone('postgres/wal', true)
    await nextTick()
    const two = openTab()
    reset(one)
    await nextTick()
    announce()
    await nextTick()
    expect(two.isDone('postgres/wal')).toBe(false)
  })

  it('an import adds ticks, also over a later reset, and unticks nothing', () => {
    const progress = openTab()
    progress.setDone('postgres/wal', true)
    reset(progress)
    progress.setDone('postgres/slots', true)
    bringBack(progress, {
      ...emptyProgress(),
      items: {
        'postgres/wal': { done: true, at: 1 },
        'postgres/slots': { done: false, at: 1 },
        'later/module': { done: true, at: 1 },
      },
    })
    expect(['postgres/wal', 'postgres/slots', 'later/module'].map(id => progress.isDone(id))).toEqual([true, true, true])
  })

  it('remembers with a tick which version of the module it was given for', () => {
    const progress = openTab()
    progress.setDone('postgres/wal', true)
    expect(progress.items['postgres/wal']?.edition).toBe(editions.postgres)
    progress.setDone('postgres/wal', false)
    progress.setDone('unknown/part', true)
    expect([progress.items['postgres/wal'], progress.items['unknown/part']].map(i => i && 'edition' in i)).toEqual([false, false])
  })

  it('changes made in a page whose clock runs behind still win', () => {
    localStorage.setItem(STORAGE_KEY, serialize({
      ...emptyProgress(),
      items: {
        'postgres/wal': { done: true, at: Date.now() + 60_000 },
      },
    }))
    const progress = openTab()
    progress.setDone('postgres/wal', false)
    progress.absorb(localStorage.getItem(STORAGE_KEY)!)
    expect(progress.isDone('postgres/wal')).toBe(false)
  })
})
