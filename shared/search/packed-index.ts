import type { AsPlainObject, Options } from 'minisearch'
import MiniSearch from 'minisearch'
import SearchableMap from 'minisearch/SearchableMap'
import { packNumbers, unpackNumbers } from './numbers.ts'
import { firstFrom } from './term-list.ts'
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
  /** Per term, a space between: number of fields; per field: its number, of how many entries, and for each the step to its id and its count. */
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
    postings: sorted.map(([, postings]) => packNumbers(postingNumbers(postings))).join(' '),
    lengths: packNumbers(entries.flatMap(e => fields.map((_, f) => fieldLength[e.id]?.[f] ?? 0))),
    entries: entries.length,
  }
}

/** By field, the entries that have a term and how often. */
type TermData = Map<number, Map<number, number>>

function unpackPostings(packed: string): TermData {
  const numbers = unpackNumbers(packed)
  const data: TermData = new Map()
  let at = 0
  for (let left = numbers[at++]!; left > 0; left--) {
    const counts = new Map<number, number>()
    data.set(numbers[at++]!, counts)
    let id = 0
    for (let more = numbers[at++]!; more > 0; more--) {
      id += numbers[at++]!
      counts.set(id, numbers[at++]!)
    }
  }
  return data
}

/**
 * What MiniSearch asks of its map of terms, over a sorted list: postings are unpacked when a query asks for them, for
 * most terms never, and the tree for misspellings grows with the first of them.
 */
class PackedTerms {
  private readonly terms: readonly string[]
  private readonly packed: readonly string[]
  private readonly places: ReadonlyMap<string, number>
  private readonly unpacked = new Map<number, TermData>()
  private tree: SearchableMap<number> | undefined

  constructor(terms: readonly string[], packed: readonly string[]) {
    this.terms = terms
    this.packed = packed
    this.places = new Map(terms.map((term, i) => [term, i]))
  }

  get(term: string): TermData | undefined {
    const place = this.places.get(term)
    return place === undefined ? undefined : this.at(place)
  }

  * atPrefix(start: string): Generator<[string, TermData]> {
    for (let i = firstFrom(this.terms, start); this.terms[i]?.startsWith(start); i++)
      yield [this.terms[i]!, this.at(i)]
  }

  fuzzyGet(term: string, distance: number): Map<string, [TermData, number]> {
    this.tree ??= SearchableMap.from(this.places)
    return new Map([...this.tree.fuzzyGet(term, distance)].map(([near, [place, away]]) => [near, [this.at(place), away]]))
  }

  private at(place: number): TermData {
    const data = this.unpacked.get(place) ?? unpackPostings(this.packed[place]!)
    this.unpacked.set(place, data)
    return data
  }
}

/** MiniSearch over a packed index; its own `loadJS` builds every posting of every term before the first query. */
class PackedSearch extends MiniSearch<Entry> {
  constructor(terms: readonly string[], postings: readonly string[], lengths: readonly number[], entries: number) {
    super(miniSearchOptions)
    this._documentCount = this._nextId = entries
    this._index = new PackedTerms(terms, postings) as unknown as typeof this._index
    const totals = fields.map(() => 0)
    for (let id = 0; id < entries; id++) {
      const own = lengths.slice(id * fields.length, (id + 1) * fields.length)
      own.forEach((length, field) => totals[field]! += length)
      this._documentIds.set(id, id)
      this._idToShortId.set(id, id)
      this._fieldLength.set(id, own)
    }
    this._avgFieldLength = totals.map(total => total / (entries || 1))
  }
}

export interface Unpacked {
  engine: MiniSearch<Entry>
  /** Sorted. */
  terms: string[]
}

export function unpackIndex({ terms: packed, postings, lengths, entries }: PackedIndex): Unpacked {
  const terms = unpackTerms(packed)
  return { engine: new PackedSearch(terms, postings.split(' '), unpackNumbers(lengths), entries), terms }
}
