import type { SearchOptions } from 'minisearch'
import type { Field } from './packed-index.ts'
import type { Kind, SearchPage } from './page.ts'
import type { Wanted } from './query.ts'
import type { SearchIndex } from './search-index.ts'
import { otherLayout } from './keyboard-layout.ts'
import { unpackIndex } from './packed-index.ts'
import { asksForMeaning, isComplaint, readQuery } from './query.ts'
import { TermList } from './term-list.ts'
import { Thesaurus } from './thesaurus.ts'
import { isStopWord, partsOf, stem, wordsOf } from './words.ts'

/** Where a word stands decides what it is worth: titles, headings, names of options, text. */
const boost: Record<Field, number> = { title: 6, heading: 4, names: 2, page: 2, prose: 1, listings: 0.6 }

const kindBoost: Record<Kind, number> = {
  chapter: 1,
  term: 0.75,
  symptom: 0.8,
  cheatsheet: 0.8,
  exercise: 0.8,
  lab: 0.75,
  overview: 0.75,
  slide: 0.55,
  quiz: 0.5,
  sources: 0.35,
  page: 0.6,
}

const SYMPTOM_OF_COMPLAINT = 1.6
/** A definition answers a word or two, not a sentence. */
const TERM_FOR_SENTENCE = 0.6
const FEW_WORDS = 2
const TERM_FOR_MEANING = 3
/** The query is the whole of a heading: who types a name wants the place of that name. */
const BY_NAME = 3
/** How much it matters that an entry has all of a query, not one word of it many times. */
const COVERAGE = 1

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

interface Place { page: SearchIndex['pages'][number], section: number }

interface Match { score: number, terms: Set<string> }

const exact: SearchOptions = { combineWith: 'AND', boost, prefix: term => term.length > (/\p{sc=Cyrillic}/u.test(term) ? 3 : 2), weights: { prefix: 0.25, fuzzy: 0.4 } }

/** Letters that may be wrong: none in a short word, one in five, two in a long one. */
function typos(term: string): number {
  return term.length < 4 ? 0 : term.length < 6 ? 1 : 2
}

function nameStems(text: string): string {
  return wordsOf(text).flatMap(partsOf).map(w => stem(w.text)).join(' ')
}

export class SearchEngine {
  private readonly places: Place[]
  private readonly index
  private readonly terms: TermList
  private readonly thesaurus

  constructor({ pages, notions, packed }: SearchIndex) {
    this.places = pages.flatMap(page => page.sections.map((_, section) => ({ page, section })))
    const { engine, terms } = unpackIndex(packed)
    this.index = engine
    this.terms = new TermList(terms)
    this.thesaurus = new Thesaurus(notions)
  }

  /** Best first. */
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
    const wanted = readQuery(query, this.thesaurus, this.terms)
    const found = wanted.map(w => ({ ...w, matches: this.matches(w) })).filter(w => w.matches.size)
    const weights = found.map(w => w.bonus ? 0 : Math.log(1 + this.places.length / w.matches.size))
    const all = weights.reduce((a, b) => a + b, 0)
    const total = new Map<number, Match & { weight: number }>()
    for (const [i, { matches }] of found.entries()) {
      for (const [id, { score, terms }] of matches) {
        const sum = total.get(id) ?? { score: 0, weight: 0, terms: new Set() }
        sum.score += score
        sum.weight += weights[i]!
        terms.forEach(t => sum.terms.add(t))
        total.set(id, sum)
      }
    }
    const boostOf: Record<Kind, number> = {
      ...kindBoost,
      ...(isComplaint(query) && { symptom: kindBoost.symptom * SYMPTOM_OF_COMPLAINT }),
      ...(asksForMeaning(query) && { term: kindBoost.term * TERM_FOR_MEANING }),
      ...(found.length > FEW_WORDS && { term: kindBoost.term * TERM_FOR_SENTENCE }),
    }
    const name = nameStems(query)
    return [...total].map(([id, { score, weight, terms }]) => {
      const { page, section } = this.places[id]!
      const [heading, anchor] = page.sections[section]!
      const byName = nameStems(heading || page.title) === name ? BY_NAME : 1
      return { page, section, heading, anchor, terms, score: score * (weight / all) ** COVERAGE * boostOf[page.kind] * byName }
    }).sort((a, b) => b.score - a.score)
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

  /** Entries that have what is wanted; if there are none, entries that have something spelt like it. */
  private matches({ alternatives }: Wanted): Map<number, Match> {
    const found = this.anyOf(alternatives, exact)
    if (found.size)
      return found
    const begun = this.anyOf(alternatives.map(a => ({ ...a, terms: a.terms.map(t => this.terms.startOf(t) ?? t) })), exact)
    return begun.size ? begun : this.anyOf(alternatives, { ...exact, fuzzy: typos })
  }

  private anyOf(alternatives: Wanted['alternatives'], options: SearchOptions): Map<number, Match> {
    const best = new Map<number, Match>()
    for (const { terms, weight } of alternatives) {
      for (const { id, score, terms: matched } of this.index.search({ queries: terms, combineWith: 'AND' }, options)) {
        const known = best.get(id as number) ?? { score: 0, terms: new Set() }
        // A word that begins a name is marked alone: `slot` in `slot_name`.
        matched.filter(t => !t.includes('.') || terms.some(own => own.includes('.'))).forEach(t => known.terms.add(t))
        best.set(id as number, { score: Math.max(known.score, score * weight), terms: known.terms })
      }
    }
    return best
  }
}
