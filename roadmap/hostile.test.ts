/**
 * Ten thousand states that nobody meant to write: half-written records, other people's JSON, wrong types in right
 * places, prototypes, clocks from the future, versions from elsewhere. Whatever is stored, imported or linked, progress
 * survives: nothing throws, nothing that can be understood is lost, nothing that cannot is destroyed.
 */
import type { Progress } from './state.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { merge } from './merge.ts'
import { parse } from './parse.ts'
import { bringBack, gains } from './restore.ts'
import { emptyProgress, LATEST_TIME, serialize } from './state.ts'
import { FaultyStorage, NOW, progressArbitrary } from './testing.ts'
import { createVault, DAMAGED_KEYS, STORAGE_KEY } from './vault.ts'

const RUNS = { numRuns: 10_000 }
/** They take a second each here; a busy machine may need many. */
const PATIENCE = { timeout: 120_000 }

const number = fc.oneof(
  fc.constantFrom(-1, -0, 0.5, 1e308, LATEST_TIME, LATEST_TIME + 1, NOW, NOW + 1e12, Number.MAX_SAFE_INTEGER),
  fc.double(),
  fc.nat(),
)
const anything = fc.oneof(number, fc.boolean(), fc.constantFrom(null, 'true', '', '1.0.0'), fc.string(), fc.jsonValue({ maxDepth: 2 }))
const id = fc.oneof(
  fc.constantFrom('postgres/wal', 'postgres/slots', 'gone/forever', 'constructor/prototype', 'a/b/c', '', '/', 'A/B', 'postgres', `${'x'.repeat(200)}/y`),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', '__proto__/x'),
  fc.string(),
)
const entry = fc.oneof(
  fc.record({ done: fc.boolean(), at: fc.nat(NOW) }),
  fc.record({ done: anything, at: anything, edition: anything, score: anything, more: anything }, { requiredKeys: [] }),
  fc.record({ furthest: anything, total: anything, at: number }, { requiredKeys: [] }),
  anything,
)
const entries = fc.oneof(
  fc.array(fc.tuple(id, entry), { maxLength: 8 }).map(pairs => `{${pairs.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value) ?? 'null'}`).join(',')}}`),
  anything.map(value => JSON.stringify(value) ?? 'null'),
)
const version = fc.constantFrom('1', '2', '2', '3', '99', '0', '-1', '1.5', '"2"', 'null', '1e999')
const shaped = fc.record({ version, items: entries, slides: entries, place: entry.map(e => JSON.stringify(e) ?? 'null') })
  .map(({ version, items, slides, place }) => `{"version":${version},"items":${items},"slides":${slides},"place":${place}}`)
/** A good record that a crash or an editor has cut or changed in one place. */
const spoilt = fc.tuple(progressArbitrary, fc.nat(), fc.string({ maxLength: 3 }), fc.boolean()).map(([progress, at, noise, cut]) => {
  const text = serialize(progress)
  const place = at % (text.length + 1)
  return text.slice(0, place) + noise + (cut ? '' : text.slice(place))
})
const hostile = fc.oneof({ weight: 3, arbitrary: shaped }, { weight: 3, arbitrary: spoilt }, fc.json(), fc.string(), progressArbitrary.map(serialize))

function understood(text: string): Progress | undefined {
  const parsed = parse(text, NOW)
  return 'progress' in parsed
    ? parsed.progress
    : undefined
}

/** Items of a text that any reading must keep: an id of the course's shape, a tick, a time of the past. */
function plainItems(text: string): string[] {
  try {
    const { version, items } = JSON.parse(text) as { version: unknown, items: Record<string, { done: unknown, at: unknown }> }
    if (![1, 2].includes(version as number) || typeof items !== 'object' || items === null)
      return []
    return Object.keys(items).filter((key) => {
      const value = items[key]
      return /^[a-z0-9-]{1,40}\/[a-z0-9-]{1,40}$/.test(key) && typeof value === 'object' && value !== null
        && Object.keys(value).sort().join() === 'at,done' && typeof value.done === 'boolean' && typeof value.at === 'number' && value.at >= 0 && value.at <= NOW
    })
  }
  catch {
    return []
  }
}

describe('any text at all', PATIENCE, () => {
  it('is parsed without an error into what the store itself could have written, and no sound item is lost', () => {
    let read = 0
    fc.assert(fc.property(hostile, (text) => {
      const progress = understood(text)
      if (!progress)
        return
      read++
      expect(Object.keys(progress.items)).toEqual(expect.arrayContaining(plainItems(text)))
      expect(parse(serialize(progress), NOW)).toEqual({ kind: 'ok', progress })
    }), RUNS)
    // A generator of nothing but noise would prove nothing.
    expect(read).toBeGreaterThan(RUNS.numRuns / 4)
    expect(({} as { done?: unknown }).done).toBeUndefined()
  })

  it('merges with any other in either order, any number of times', () => {
    fc.assert(fc.property(hostile, hostile, (one, two) => {
      const [a, b] = [one, two].map(text => understood(text) ?? emptyProgress()) as [Progress, Progress]
      const both = merge(a, b)
      expect(serialize(both)).toBe(serialize(merge(b, a)))
      expect(serialize(merge(both, a))).toBe(serialize(both))
      expect(Object.keys(both.items).sort()).toEqual([...new Set([...Object.keys(a.items), ...Object.keys(b.items)])].sort())
      expect(Object.keys(both.slides).sort()).toEqual([...new Set([...Object.keys(a.slides), ...Object.keys(b.slides)])].sort())
    }), RUNS)
  })
})

describe('a browser with any text in its storage', PATIENCE, () => {
  const tick: Progress = { ...emptyProgress(), items: { 'postgres/lab': { done: true, at: NOW } } }

  it('keeps the tick made now, every sound item, and the original of what it could not read', () => {
    let kept = 0
    fc.assert(fc.property(hostile, (text) => {
      const storage = new FaultyStorage()
      storage.setItem(STORAGE_KEY, text)
      const vault = createVault({ storage: () => storage, report: () => {}, now: () => NOW })
      vault.getItem(STORAGE_KEY)
      vault.setItem(STORAGE_KEY, serialize(tick))

      const { kind } = parse(text, NOW)
      const now = understood(vault.getItem(STORAGE_KEY))!
      expect(Object.keys(now.items)).toEqual(expect.arrayContaining(['postgres/lab', ...plainItems(text)]))
      if (kind === 'newer')
        expect(storage.values.get(STORAGE_KEY)).toBe(text)
      else
        expect(understood(storage.values.get(STORAGE_KEY)!)!.items['postgres/lab']?.at).toBeGreaterThanOrEqual(NOW)
      if (kind === 'damaged' || kind === 'unreadable') {
        expect(DAMAGED_KEYS.map(key => storage.values.get(key))).toContain(text)
        kept++
      }
    }), RUNS)
    expect(kept).toBeGreaterThan(RUNS.numRuns / 10)
  })

  it('takes in journals of any content, loses none that can be read, and sets aside what cannot', () => {
    fc.assert(fc.property(hostile, hostile, (main, journal) => {
      const storage = new FaultyStorage()
      storage.setItem(STORAGE_KEY, main)
      storage.setItem(`${STORAGE_KEY}:tab:0:x`, journal)
      const vault = createVault({ storage: () => storage, report: () => {}, now: () => NOW })
      vault.setItem(STORAGE_KEY, serialize(tick))
      const opened = understood(createVault({ storage: () => storage, report: () => {}, now: () => NOW }).getItem(STORAGE_KEY))!
      if (parse(main, NOW).kind !== 'newer')
        expect(Object.keys(opened.items)).toEqual(expect.arrayContaining(['postgres/lab', ...plainItems(main), ...plainItems(journal)]))
      if (parse(journal, NOW).kind === 'unreadable' && parse(main, NOW).kind !== 'newer')
        expect(DAMAGED_KEYS.map(key => storage.values.get(key))).toContain(journal)
    }), { numRuns: 2000 })
  })
})

describe('an import of any text', PATIENCE, () => {
  /** What an import does to a store, without Vue around it. */
  function storeOf(progress: Progress) {
    let time = NOW
    return {
      ...structuredClone(progress),
      put(id: string, entry: object) {
        Object.assign(this.items, { [id]: { ...entry, at: ++time } })
      },
      setSlides(module: string, furthest: number, total: number) {
        Object.assign(this.slides, { [module]: { furthest, total, at: ++time } })
      },
      visit(path: string, title: string) {
        this.place = { path, title, at: ++time }
      },
    }
  }

  it('unticks nothing, loses no id of either, and a second time adds nothing', () => {
    let ticked = 0
    fc.assert(fc.property(hostile, hostile, (mine, theirs) => {
      const [here, other] = [mine, theirs].map(text => understood(text) ?? emptyProgress()) as [Progress, Progress]
      const store = storeOf(here)
      bringBack(store as never, other)
      const done = (p: Pick<Progress, 'items'>) => Object.keys(p.items).filter(id => p.items[id]!.done)
      expect(done(store).sort()).toEqual([...new Set([...done(here), ...done(other)])].sort())
      expect(Object.keys(store.items)).toEqual(expect.arrayContaining([...Object.keys(here.items), ...Object.keys(other.items)]))
      expect(gains(store as never, other)).toMatchObject({ items: [], ticked: [], slides: [] })
      expect(parse(serialize({ ...emptyProgress(), items: store.items, slides: store.slides, place: store.place }), NOW).kind).toBe('ok')
      ticked += done(other).length
    }), RUNS)
    expect(ticked).toBeGreaterThan(RUNS.numRuns / 10)
  })
})
