/** The place of the first of sorted terms that is not before `start`. */
export function firstFrom(sorted: readonly string[], start: string): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (sorted[middle]! < start)
      from = middle + 1
    else
      to = middle
  }
  return from
}

/** The terms of an index, to ask whether something is one. */
export class TermList {
  private readonly sorted: readonly string[]
  private readonly all: ReadonlySet<string>

  /** @param sorted in the order of their code units */
  constructor(sorted: readonly string[]) {
    this.sorted = sorted
    this.all = new Set(sorted)
  }

  has(term: string): boolean {
    return this.all.has(term)
  }

  /** Whether a term begins so. */
  begins(start: string): boolean {
    return this.sorted[firstFrom(this.sorted, start)]?.startsWith(start) ?? false
  }

  /** The longest start of a word that is a term: a stem, when half an ending was typed (`replicati` → `replic`). */
  startOf(word: string): string | undefined {
    for (let length = word.length - 1; length >= Math.max(4, word.length - 4); length--) {
      if (this.all.has(word.slice(0, length)))
        return word.slice(0, length)
    }
    return undefined
  }
}
