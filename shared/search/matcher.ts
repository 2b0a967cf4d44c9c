import type MiniSearch from 'minisearch'
import type { SearchOptions } from 'minisearch'
import type { Entry } from './packed-index.ts'
import type { Alternative, Wanted } from './query.ts'
import type { TermList } from './term-list.ts'
import { fieldBoost } from './ranking.ts'

/** What an entry has of one piece of a query. */
export interface Match {
  score: number
  /** The terms of the index that were found in it, by each alternative. */
  terms: string[][]
}

/** From this length on, a term finds what begins with it. Russian stems are short: `поч` begins почему, почта and починить. */
function isPrefix(term: string): boolean {
  return term.length > (/\p{sc=Cyrillic}/u.test(term) ? 3 : 2)
}

/** Letters that may be wrong: none in a short word, one in five, two in a long one. */
export function typos(term: string): number {
  return term.length < 4 ? 0 : term.length < 6 ? 1 : 2
}

const exact: SearchOptions = { combineWith: 'AND', boost: fieldBoost, prefix: isPrefix, weights: { prefix: 0.25, fuzzy: 0.4 } }

/** Finds the entries that have a piece of a query. */
export class Matcher {
  private readonly index: MiniSearch<Entry>
  private readonly terms: TermList

  constructor(index: MiniSearch<Entry>, terms: TermList) {
    this.index = index
    this.terms = terms
  }

  /** By id. If no entry has what is wanted, entries that have the start of it, or something spelt like it. */
  matches({ alternatives }: Wanted): Map<number, Match> {
    const found = this.anyOf(alternatives, exact)
    if (found.size)
      return found
    const begun = this.anyOf(alternatives.map(a => ({ ...a, terms: a.terms.map(t => this.terms.startOf(t) ?? t) })), exact)
    return begun.size ? begun : this.anyOf(alternatives, { ...exact, fuzzy: typos })
  }

  private anyOf(alternatives: readonly Alternative[], options: SearchOptions): Map<number, Match> {
    const best = new Map<number, Match>()
    for (const { terms, weight } of alternatives) {
      for (const { id, score, terms: found } of this.index.search({ queries: terms, combineWith: 'AND' }, options)) {
        const known = best.get(id as number)
        if (known) {
          known.score = Math.max(known.score, score * weight)
          known.terms.push(found)
        }
        else {
          best.set(id as number, { score: score * weight, terms: [found] })
        }
      }
    }
    return best
  }
}
