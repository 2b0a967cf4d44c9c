import type { Notion } from './aliases.ts'
import type { Word } from './words.ts'
import SearchableMap from 'minisearch/SearchableMap'
import { fold, partsOf, stem, stemsOf, wordsOf } from './words.ts'

/** A word this long names the notion whose name it begins: `мониторить` → мониторинг. */
const BEGINNING = 5

/** A name by the stems of its words. */
export function nameStems(name: string): string {
  return stemsOf(name).join(' ')
}

/** Finds notions by what a reader calls them. */
export class Thesaurus {
  private readonly byName = new Map<string, Notion>()
  /** Words of names as they are written: what a misspelt word may have meant. */
  private words: SearchableMap<true> | undefined
  private readonly notions: readonly Notion[]
  private readonly longest: number

  /**
   * @param notions each by its names
   * @param stems of those names, where they are known already: stemming them is half of what opening the search costs
   */
  constructor(notions: readonly Notion[], stems: readonly (readonly string[])[] = notions.map(n => n.map(nameStems))) {
    this.notions = notions
    for (const [i, names] of stems.entries()) {
      for (const name of names)
        this.byName.set(name, notions[i]!)
    }
    this.longest = Math.max(1, ...[...this.byName.keys()].map(k => k.split(' ').length))
  }

  /** The notion that the longest start of `words` names, and how many words name it. */
  match(words: readonly Word[]): { notion: Notion, length: number } | undefined {
    const stems = words.slice(0, this.longest).map(w => stem(w.text))
    for (let length = stems.length; length > 0; length--) {
      const notion = this.byName.get(stems.slice(0, length).join(' '))
      if (notion)
        return { notion, length }
    }
    const begun = stems[0] && stems[0].length >= BEGINNING && [...this.byName.keys()].find(name => name.startsWith(stems[0]!) && !name.includes(' '))
    return begun ? { notion: this.byName.get(begun)!, length: 1 } : undefined
  }

  /** The word of a notion that is spelt most like `word`, at most `distance` letters away. */
  nearest(word: string, distance: number): string | undefined {
    this.words ??= SearchableMap.from(this.notions.flat().flatMap(wordsOf).flatMap(partsOf).map((w): [string, true] => [fold(w.text), true]))
    const near = [...this.words.fuzzyGet(fold(word), distance)].sort(([, [, a]], [, [, b]]) => a - b)
    return near[0]?.[0]
  }
}
