import { merge } from './merge.ts'
import { parse } from './parse.ts'
import { emptyProgress, serialize } from './state.ts'

export const STORAGE_KEY = 'debezium-course:progress'

/** Unreadable originals are set aside under these keys; when all are taken, the last one is given up. */
export const DAMAGED_KEYS = [1, 2, 3, 4, 5].map(n => `${STORAGE_KEY}:damaged:${n}`)

/** Why progress is not being kept as usual. */
export type Trouble
  /** The browser refuses storage (private window, policy, disabled cookies). */
  = | 'blocked'
  /** The origin's quota is used up. */
    | 'full'
  /** A part of the stored progress was unreadable; the original is under one of `DAMAGED_KEYS`. */
    | 'damaged'
  /** A newer version of the course wrote the progress; this page would spoil it. */
    | 'newer'

export type StorageLike = Pick<Storage, 'getItem' | 'setItem'>

interface VaultOptions {
  /** Looked up on each use: reading `window.localStorage` itself may throw. */
  storage: () => StorageLike
  /** Called with `false` when a trouble is over. */
  report: (trouble: Trouble, present: boolean) => void
  now?: () => number
}

/**
 * Local storage that loses nothing: a write is merged with what another tab has written meanwhile, an unreadable
 * value is set aside before it is replaced, and where the browser will not store, progress lives in memory.
 */
export function createVault({ storage, report, now = Date.now }: VaultOptions): StorageLike {
  let memory = emptyProgress()
  let writable = true

  function giveUp(trouble: Trouble): void {
    writable = false
    report(trouble, true)
  }

  function setAside(text: string): void {
    const free = DAMAGED_KEYS.find(key => [null, text].includes(storage().getItem(key)))
    storage().setItem(free ?? DAMAGED_KEYS.at(-1)!, text)
    report('damaged', true)
  }

  /** Takes over what is stored; whatever throws in here means that the stored value must not be replaced. */
  function load(key: string): void {
    const text = storage().getItem(key)
    const parsed = text === null
      ? undefined
      : parse(text, now())
    if (parsed?.kind === 'newer')
      return giveUp('newer')
    if (text !== null && (parsed?.kind === 'damaged' || parsed?.kind === 'unreadable'))
      setAside(text)
    if (parsed && 'progress' in parsed)
      memory = merge(memory, parsed.progress)
  }

  function save(key: string): void {
    const text = serialize(memory)
    if (storage().getItem(key) !== text)
      storage().setItem(key, text)
    report('full', false)
  }

  function guarded(action: () => void): void {
    try {
      action()
    }
    catch (error) {
      // A full storage may have room again at the next change; a refused one stays refused.
      const full = error instanceof Error && /quota/i.test(error.name)
      full
        ? report('full', true)
        : giveUp('blocked')
    }
  }

  return {
    getItem(key) {
      guarded(() => load(key))
      return serialize(memory)
    },
    setItem(key, text) {
      const parsed = parse(text, now())
      if ('progress' in parsed)
        memory = merge(memory, parsed.progress)
      guarded(() => {
        if (writable)
          load(key)
        if (writable)
          save(key)
      })
    },
  }
}
