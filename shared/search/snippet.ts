import { termsOf } from './words.ts'

/** A run of text; `hit` if it is what the reader looked for. */
export interface Piece {
  text: string
  hit: boolean
}

interface Range {
  from: number
  to: number
  term: string
}

/** Where `terms` stand in a text, names before their parts: what lies inside a range already taken is left out. */
function ranges(text: string, terms: ReadonlySet<string>): Range[] {
  const taken: Range[] = []
  for (const range of termsOf(text).filter(t => terms.has(t.term))) {
    const last = taken.at(-1)
    if (!last || range.from >= last.to)
      taken.push(range)
    else if (range.from <= last.from && range.to > last.to)
      taken[taken.length - 1] = range
  }
  return taken
}

function pieces(text: string, found: readonly Range[], from: number, to: number): Piece[] {
  const result: Piece[] = []
  let at = from
  for (const range of found.filter(r => r.from >= from && r.to <= to)) {
    result.push({ text: text.slice(at, range.from), hit: false }, { text: text.slice(range.from, range.to), hit: true })
    at = range.to
  }
  result.push({ text: text.slice(at, to), hit: false })
  return result.filter(p => p.text)
}

/** The whole text with all forms of the terms marked. */
export function marked(text: string, terms: ReadonlySet<string>): Piece[] {
  return pieces(text, ranges(text, terms), 0, text.length)
}

/** The first of the ranges from which a window of `length` holds the most different terms, long ones before short ones. */
function bestStart(found: readonly Range[], length: number): number {
  let best = { start: 0, worth: -1 }
  for (const [i, first] of found.entries()) {
    const inside = new Set<string>()
    for (let j = i; j < found.length && found[j]!.to <= first.from + length; j++)
      inside.add(found[j]!.term)
    const worth = [...inside].reduce((sum, term) => sum + Math.min(term.length, 12), 0)
    if (worth > best.worth)
      best = { start: first.from, worth }
  }
  return best.start
}

/** The start of the sentence before `at`, or of a word when the sentence began too far away. */
function beginning(text: string, at: number, reach: number): number {
  const before = text.slice(Math.max(0, at - reach), at)
  const sentence = Math.max(before.lastIndexOf('. '), before.lastIndexOf('? '), before.lastIndexOf(': '))
  if (at <= reach)
    return 0
  const cut = sentence >= 0 ? sentence + 2 : before.indexOf(' ') + 1
  return at - before.length + cut
}

/** The part of a text, at most `length` characters, that shows best why it was found, cut at words, with all forms of the terms marked. */
export function snippet(text: string, terms: ReadonlySet<string>, length = 170): Piece[] {
  const found = ranges(text, terms)
  const from = beginning(text, bestStart(found, length - length / 4), length / 4)
  const end = text.length - from <= length ? text.length : text.lastIndexOf(' ', from + length)
  const to = end > from ? end : Math.min(text.length, from + length)
  const shown = pieces(text, found, from, to)
  return [
    ...(from > 0 ? [{ text: '…', hit: false }] : []),
    ...shown,
    ...(to < text.length ? [{ text: ' …', hit: false }] : []),
  ]
}
