import type { Match } from './matcher.ts'
import type { SearchPage } from './page.ts'
import type { SearchIndex } from './search-index.ts'
import { otherLayout } from './keyboard-layout.ts'
import { Matcher, typos } from './matcher.ts'
import { unpackIndex } from './packed-index.ts'
import { readQuery } from './query.ts'
import { BY_NAME, kindBoosts } from './ranking.ts'
import { TermList } from './term-list.ts'
import { nameStems, Thesaurus } from './thesaurus.ts'
import { isStopWord, partsOf, stem, wordsOf } from './words.ts'

export interface Hit {
  page: SearchPage & { texts: string }
  /** Number of the section on its page. */
  section: number
  heading: string
  anchor: string
  score: number
  /** The terms of the index that were found in it: what a snippet marks. */
  terms: ReadonlySet<string>
}

export interface Found {
  hits: Hit[]
  /** The query that was searched instead: misspelt words set right, or the keyboard's other layout. */
  instead?: string
}

interface Place {
  page: SearchIndex['pages'][number]
  section: number
  heading: string
  anchor: string
}

/** More than a list shows, a few places of a page being left out of it. */
const MOST_HITS = 100

/** More characters than the endings and marks of a heading's words make: names that differ by more are not looked at. */
const ENDINGS = 16

const names = new Map<string, string>()

/** A heading by the stems of its words; headings are few and asked for again with every key. */
function headingStems(text: string): string {
  const known = names.get(text) ?? nameStems(text)
  names.set(text, known)
  return known
}

/** A word that begins a name is marked alone: `slot` in `slot_name`, unless the query has a name. */
function markedTerms(found: readonly string[][], query: string): Set<string> {
  const withNames = /[\p{L}\d][._-][\p{L}\d]/u.test(query)
  return new Set(found.flat().filter(t => withNames || !t.includes('.')))
}

/** Ranks the sections of a site. */
export class SearchEngine {
  private readonly places: Place[]
  private readonly matcher: Matcher
  private readonly terms: TermList
  private readonly thesaurus: Thesaurus

  constructor({ pages, notions, stems, packed }: SearchIndex) {
    this.places = pages.flatMap(page => page.sections.map(([heading, anchor], section) => ({ page, section, heading, anchor })))
    const { engine, terms } = unpackIndex(packed)
    this.terms = new TermList(terms)
    this.matcher = new Matcher(engine, this.terms)
    this.thesaurus = new Thesaurus(notions, stems)
  }

  /** Best first, at most a hundred. */
  search(query: string): Found {
    const other = otherLayout(query)
    for (const text of [this.corrected(query), ...(this.isLanguage(other) ? [other] : [])]) {
      const hits = this.find(text)
      if (hits.length)
        return text === query ? { hits } : { hits, instead: text }
    }
    return { hits: [] }
  }

  private find(query: string): Hit[] {
    const found = readQuery(query, this.thesaurus, this.terms)
      .map(({ bonus }, i, all) => ({ bonus, matches: this.matcher.matches(all[i]!) }))
      .filter(({ matches }) => matches.size)
    const boosts = kindBoosts(query, found.length)
    const name = headingStems(query)
    return this.total(found)
      .map(([id, { score, terms }]) => {
        const place = this.places[id]!
        const title = place.heading || place.page.title
        const byName = Math.abs(title.length - query.length) < ENDINGS && headingStems(title) === name
        return { place, terms, score: score * boosts[place.page.kind] * (byName ? BY_NAME : 1) }
      })
      .sort((a, b) => b.score - a.score)
      .slice(0, MOST_HITS)
      .map(({ place, terms, score }) => ({ ...place, score, terms: markedTerms(terms, query) }))
  }

  /** Sums what entries have of each piece, and scales it by how much of the query that is: rare pieces count for more. */
  private total(found: readonly { bonus: boolean | undefined, matches: Map<number, Match> }[]): [number, Match][] {
    const weights = found.map(({ bonus, matches }) => bonus ? 0 : Math.log(1 + this.places.length / matches.size))
    const all = weights.reduce((a, b) => a + b, 0)
    const sums = new Map<number, Match & { weight: number }>()
    for (const [i, { matches }] of found.entries()) {
      for (const [id, { score, terms }] of matches) {
        const sum = sums.get(id) ?? { score: 0, weight: 0, terms: [] }
        sum.score += score
        sum.weight += weights[i]!
        sum.terms.push(...terms)
        sums.set(id, sum)
      }
    }
    return [...sums].map(([id, { score, weight, terms }]) => [id, { score: score * weight / all, terms }])
  }

  /** The query with words that the course does not have replaced by words of notions that are spelt alike. */
  private corrected(query: string): string {
    return wordsOf(query).flatMap(partsOf).reduceRight((text, { text: word, from, to }) => {
      const meant = this.isKnown(word) ? undefined : this.thesaurus.nearest(word, typos(word))
      return meant ? text.slice(0, from) + meant + text.slice(to) : text
    }, query)
  }

  /** Whether every word of a text is one of the course. */
  private isLanguage(text: string): boolean {
    return wordsOf(text).flatMap(partsOf).every(w => w.text.length > 2 && this.isKnown(w.text))
  }

  private isKnown(word: string): boolean {
    return isStopWord(word) || this.terms.begins(stem(word)) || this.terms.startOf(stem(word)) !== undefined
  }
}
