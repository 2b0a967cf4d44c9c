import type { Progress } from './state.ts'
import * as v from 'valibot'
import { versionPattern } from '../shared/changes/version.ts'
import { CURRENT_VERSION, emptyProgress, LATEST_TIME } from './state.ts'

/** A clock may be off by a little between two machines; an entry from further ahead would beat every later change. */
const CLOCK_TOLERANCE = 24 * 60 * 60 * 1000

/** `module/part` for an item, `module` for slides: nothing that could name a property of Object.prototype. */
const itemId = v.pipe(v.string(), v.regex(/^[a-z0-9-]+\/[a-z0-9-]+$/), v.maxLength(100))
const moduleId = v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/), v.maxLength(50), v.notValue('constructor'))
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000))
const time = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(LATEST_TIME))

const item = v.object({
  done: v.boolean(),
  at: time,
  edition: v.exactOptional(v.pipe(v.string(), v.regex(versionPattern))),
  score: v.exactOptional(v.object({ right: count, total: count })),
})
const slides = v.object({ furthest: count, total: count, at: time })
const place = v.object({
  path: v.pipe(v.string(), v.regex(/^(?:\/(?!\/).*)?$/), v.maxLength(300)),
  title: v.pipe(v.string(), v.maxLength(300)),
  at: time,
})

interface Kept<T> { value: Record<string, T>, dropped: number }

function keepValid<T extends { at: number }>(raw: unknown, id: v.GenericSchema<string>, entry: v.GenericSchema<unknown, T>, now: number): Kept<T> {
  const all = Object.entries(typeof raw === 'object' && raw !== null
    ? raw
    : {})
  const valid = all.flatMap(([key, value]) => {
    const parsed = v.safeParse(entry, value)
    return parsed.success && v.is(id, key)
      ? [
          [
            key,
            atMost(parsed.output, now),
          ] as const,
        ]
      : []
  })
  return {
    value: Object.fromEntries(valid),
    dropped: all.length - valid.length,
  }
}

function atMost<T extends { at: number }>(entry: T, now: number): T {
  return entry.at > now + CLOCK_TOLERANCE
    ? { ...entry, at: now }
    : entry
}

/** Progress of the current version out of anything; `dropped` counts what could not be understood. */
export function readCurrent(raw: object, now: number): { progress: Progress, dropped: number } {
  const { items, slides: decks, place: where } = raw as Record<string, unknown>
  const keptItems = keepValid(items, itemId, item as v.GenericSchema<unknown, Progress['items'][string]>, now)
  const keptSlides = keepValid(decks, moduleId, slides, now)
  const parsedPlace = v.safeParse(place, where)
  const shapeless = [items, decks].filter(r => typeof r !== 'object' || r === null || Array.isArray(r)).length
  return {
    progress: {
      version: CURRENT_VERSION,
      items: keptItems.value,
      slides: keptSlides.value,
      place: parsedPlace.success
        ? atMost(parsedPlace.output, now)
        : emptyProgress().place,
    },
    dropped: keptItems.dropped + keptSlides.dropped + shapeless + (parsedPlace.success ? 0 : 1),
  }
}
