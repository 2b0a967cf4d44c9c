/**
 * What of a parsed text is progress. Written out by hand: this runs on every page and every deck, where a schema library
 * would cost 1.5 KiB; hostile.test.ts holds it to ten thousand states that no library was asked about either.
 */
import type { ItemState, Place, Progress, SlidesState } from './state.ts'
import { versionPattern } from '../shared/changes/version.ts'
import { CURRENT_VERSION, emptyProgress, LATEST_TIME } from './state.ts'

/** A clock may be off by a little between two machines; an entry from further ahead would beat every later change. */
const CLOCK_TOLERANCE = 24 * 60 * 60 * 1000

type Raw = Record<string, unknown>

/** The entry that a value is; undefined if it is none. Fields that it does not know are left out. */
type Reader<T> = (value: Raw) => T | undefined

const isObject = (value: unknown): value is Raw => typeof value === 'object' && value !== null
const isText = (value: unknown, pattern: RegExp, longest: number): value is string => typeof value === 'string' && value.length <= longest && pattern.test(value)
const isWithin = (value: unknown, most: number): value is number => typeof value === 'number' && value >= 0 && value <= most
const isCount = (value: unknown): value is number => Number.isInteger(value) && isWithin(value, 10_000)

/** `module/part` for an item, `module` for slides: nothing that could name a property of Object.prototype. */
const isItemId = (id: string): boolean => isText(id, /^[a-z0-9-]+\/[a-z0-9-]+$/, 100)
const isModuleId = (id: string): boolean => isText(id, /^[a-z0-9-]+$/, 50) && id !== 'constructor'

const readItem: Reader<ItemState> = ({ done, at, edition, score }) => {
  const scored = isObject(score) && isCount(score.right) && isCount(score.total) && { right: score.right, total: score.total }
  const sound = typeof done === 'boolean' && isWithin(at, LATEST_TIME)
    && (edition === undefined || isText(edition, versionPattern, 20))
    && (score === undefined || scored)
  return sound
    ? { done, at, ...(edition && { edition }), ...(scored && { score: scored }) }
    : undefined
}

const readSlides: Reader<SlidesState> = ({ furthest, total, at }) => isCount(furthest) && isCount(total) && isWithin(at, LATEST_TIME)
  ? { furthest, total, at }
  : undefined

const readPlace: Reader<Place> = ({ path, title, at }) => isText(path, /^(?:\/(?!\/).*)?$/, 300) && isText(title, /^/, 300) && isWithin(at, LATEST_TIME)
  ? { path, title, at }
  : undefined

function atMost<T extends { at: number }>(entry: T, now: number): T {
  return entry.at > now + CLOCK_TOLERANCE
    ? { ...entry, at: now }
    : entry
}

/** Progress of the current version out of anything; `dropped` counts what could not be understood. */
export function readCurrent(raw: object, now: number): { progress: Progress, dropped: number } {
  let dropped = 0
  const read = <T extends { at: number }>(value: unknown, reader: Reader<T>): T | undefined => {
    const entry = isObject(value) ? reader(value) : undefined
    if (!entry)
      dropped++
    return entry && atMost(entry, now)
  }
  const readAll = <T extends { at: number }>(all: unknown, isId: (id: string) => boolean, reader: Reader<T>): Record<string, T> => {
    if (!isObject(all) || Array.isArray(all))
      dropped++
    return Object.fromEntries(Object.entries(isObject(all) ? all : {}).flatMap(([id, value]) => {
      const entry = read(isId(id) ? value : undefined, reader)
      return entry ? [[id, entry]] : []
    }))
  }
  const { items, slides, place } = raw as Raw
  const progress: Progress = {
    version: CURRENT_VERSION,
    items: readAll(items, isItemId, readItem),
    slides: readAll(slides, isModuleId, readSlides),
    place: read(place, readPlace) ?? emptyProgress().place,
  }
  return { progress, dropped }
}
