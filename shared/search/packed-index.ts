import type { AsPlainObject, Options } from 'minisearch'
import MiniSearch from 'minisearch'
import { packNumbers, unpackNumbers } from './numbers.ts'
import { termsOf, termsOfListing } from './words.ts'

/** What a section is found by. `page` is the title of the page it stands on. */
export interface Entry {
  id: number
  title: string
  heading: string
  page: string
  names: string
  prose: string
  listings: string
}

export type Field = Exclude<keyof Entry, 'id'>

export const fields: Field[] = ['title', 'heading', 'page', 'names', 'prose', 'listings']

export const miniSearchOptions: Options<Entry> = {
  fields,
  tokenize: (text, field) => field === 'listings'
    ? [...new Set(termsOfListing(text).map(t => t.term))]
    : termsOf(text).map(t => t.term),
  processTerm: term => term,
  // A query reaches MiniSearch term by term.
  searchOptions: { tokenize: term => [term] },
}

/** An index of MiniSearch as it travels: terms front-coded, numbers as differences; a third of its JSON. */
export interface PackedIndex {
  /** Sorted; of each, how many characters it shares with the one before, then the rest: `0слот`, `4ами`. */
  terms: string
  /** Per term: number of fields; per field: its number, of how many entries, and for each the step to its id and its count. */
  postings: string
  /** Words of each field of each entry. */
  lengths: string
  entries: number
}

function sharedStart(a: string, b: string): number {
  let i = 0
  while (i < 35 && i < a.length && a[i] === b[i])
    i++
  return i
}

function packTerms(terms: readonly string[]): string {
  return terms.map((term, i) => {
    const shared = sharedStart(terms[i - 1] ?? '', term)
    return shared.toString(36) + term.slice(shared)
  }).join(' ')
}

function unpackTerms(packed: string): string[] {
  let last = ''
  return packed.split(' ').map((code) => {
    last = last.slice(0, Number.parseInt(code[0]!, 36)) + code.slice(1)
    return last
  })
}

type Postings = AsPlainObject['index'][number][1]

function* postingNumbers(postings: Postings): Generator<number> {
  const used = Object.entries(postings)
  yield used.length
  for (const [field, counts] of used) {
    const ids = Object.keys(counts).map(Number).sort((a, b) => a - b)
    yield Number(field)
    yield ids.length
    for (const [i, id] of ids.entries()) {
      yield id - (ids[i - 1] ?? 0)
      yield counts[id]!
    }
  }
}

/** @param entries their ids are their places in the list */
export function packIndex(entries: readonly Entry[]): PackedIndex {
  const engine = new MiniSearch(miniSearchOptions)
  engine.addAll(entries)
  const { index, fieldLength } = engine.toJSON()
  const sorted = [...index].sort(([a], [b]) => a < b ? -1 : 1)
  return {
    terms: packTerms(sorted.map(([term]) => term)),
    postings: packNumbers(sorted.flatMap(([, postings]) => [...postingNumbers(postings)])),
    lengths: packNumbers(entries.flatMap(e => fields.map((_, f) => fieldLength[e.id]?.[f] ?? 0))),
    entries: entries.length,
  }
}

function unpackPostings(packed: string, terms: readonly string[]): AsPlainObject['index'] {
  const numbers = unpackNumbers(packed)
  let at = 0
  return terms.map((term) => {
    const postings: Postings = {}
    for (let left = numbers[at++]!; left > 0; left--) {
      const counts: Record<string, number> = postings[numbers[at++]!] = {}
      let id = 0
      for (let more = numbers[at++]!; more > 0; more--) {
        id += numbers[at++]!
        counts[id] = numbers[at++]!
      }
    }
    return [term, postings]
  })
}

export interface Unpacked {
  engine: MiniSearch<Entry>
  /** Sorted. */
  terms: string[]
}

export function unpackIndex({ terms: packed, postings, lengths, entries }: PackedIndex): Unpacked {
  const terms = unpackTerms(packed)
  const numbers = unpackNumbers(lengths)
  const ids = Array.from({ length: entries }, (_, id) => id)
  const lengthsOf = (id: number) => numbers.slice(id * fields.length, (id + 1) * fields.length)
  const average = fields.map((_, f) => ids.reduce((sum, id) => sum + numbers[id * fields.length + f]!, 0) / (entries || 1))
  const engine = MiniSearch.loadJS<Entry>({
    documentCount: entries,
    nextId: entries,
    documentIds: Object.fromEntries(ids.map(id => [id, id])),
    fieldIds: Object.fromEntries(fields.map((f, i) => [f, i])),
    fieldLength: Object.fromEntries(ids.map(id => [id, lengthsOf(id)])) as never,
    averageFieldLength: average,
    storedFields: {},
    dirtCount: 0,
    index: unpackPostings(postings, terms),
    serializationVersion: 2,
  }, miniSearchOptions)
  return { engine, terms }
}
