import type { Progress } from './state.ts'
import { merge } from './merge.ts'
import { parse } from './parse.ts'
import { emptyProgress, serialize } from './state.ts'

export const STORAGE_KEY = 'debezium-course:progress'

/** Unreadable originals are set aside under these keys; when all are taken, the last one is given up. */
export const DAMAGED_KEYS = [1, 2, 3, 4, 5].map(n => `${STORAGE_KEY}:damaged:${n}`)

/** What each open page has written, under keys that no other page writes to: `…:tab:<minute>:<page>`. */
const JOURNALS = `${STORAGE_KEY}:tab:`

/** A page takes a new key every minute, so whoever clears an old one away never hits what is being written. */
const MINUTE = 60_000

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

export interface StorageLike {
  /** Progress as text; empty progress where there is none. */
  getItem: (key: string) => string
  setItem: (key: string, text: string) => void
}

export type BrowserStorage = Pick<Storage, 'getItem' | 'setItem'> & Pick<Storage, 'removeItem' | 'key' | 'length'>

interface VaultOptions {
  /** Looked up on each use: reading `window.localStorage` itself may throw. */
  storage: () => BrowserStorage
  /** Called with `false` when a trouble is over. */
  report: (trouble: Trouble, present: boolean) => void
  now?: () => number
  /** Tells this page's journal from those of others. */
  page?: string
}

/**
 * Local storage that loses nothing: a write is merged with what another tab has written meanwhile, an unreadable
 * value is set aside before it is replaced, and where the browser will not store, progress lives in memory.
 *
 * Tabs share no lock: two that read and write in the same instant would write over each other. So each page first
 * writes to a journal of its own, and whoever opens the storage next takes the journals in.
 */
export function createVault({ storage, report, now = Date.now, page = Math.random().toString(36).slice(2) }: VaultOptions): StorageLike {
  let memory = emptyProgress()
  let writable = true
  const minute = (): number => Math.floor(now() / MINUTE)

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
  function load(text: string): ReturnType<typeof parse> {
    const parsed = parse(text, now())
    if (parsed.kind === 'damaged' || parsed.kind === 'unreadable')
      setAside(text)
    if ('progress' in parsed)
      memory = merge(memory, parsed.progress)
    return parsed
  }

  /** What the record holds; undefined if it must not be touched. */
  function loadMain(key: string): Progress | undefined {
    const text = storage().getItem(key)
    const parsed = text === null
      ? undefined
      : load(text)
    if (parsed?.kind === 'newer')
      giveUp('newer')
    return writable
      ? parsed && 'progress' in parsed ? parsed.progress : emptyProgress()
      : undefined
  }

  function journals(): string[] {
    const keys = Array.from({ length: storage().length }, (_, i) => storage().key(i))
    return keys.filter(key => key?.startsWith(JOURNALS)) as string[]
  }

  /** Takes the journals in and drops those that have done their work: settled, and all of it in the record. */
  function loadJournals(main: Progress): void {
    const contains = (part: Progress) => serialize(merge(main, part)) === serialize(main)
    for (const key of journals()) {
      const parsed = load(storage().getItem(key) ?? '')
      const settled = !(Math.abs(minute() - Number.parseInt(key.slice(JOURNALS.length))) <= 1)
      const spent = 'progress' in parsed
        ? contains(parsed.progress)
        : parsed.kind === 'unreadable'
      if (settled && spent)
        storage().removeItem(key)
    }
  }

  function save(key: string): void {
    const text = serialize(memory)
    if (storage().getItem(key) !== text) {
      try {
        storage().setItem(`${JOURNALS}${minute()}:${page}`, text)
      }
      catch {
        // No room for a copy: the record itself may still fit, and says so if it does not.
      }
      storage().setItem(key, text)
    }
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
      guarded(() => {
        const main = loadMain(key)
        if (!main || !journals().length)
          return
        loadJournals(main)
        save(key)
      })
      return serialize(memory)
    },
    setItem(key, text) {
      const parsed = parse(text, now())
      if ('progress' in parsed)
        memory = merge(memory, parsed.progress)
      guarded(() => {
        if (writable && loadMain(key))
          save(key)
      })
    },
  }
}
