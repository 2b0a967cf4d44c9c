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

interface Window { from: number, worth: number }

/** The first of the ranges from which `length` characters hold the most different terms, long ones before short ones. */
function bestWindow(found: readonly Range[], length: number): Window {
  let best: Window = { from: 0, worth: 0 }
  for (const [i, first] of found.entries()) {
    const inside = new Set<string>()
    for (let j = i; j < found.length && found[j]!.to <= first.from + length; j++)
      inside.add(found[j]!.term)
    const worth = [...inside].reduce((sum, term) => sum + Math.min(term.length, 12), 0)
    if (worth > best.worth)
      best = { from: first.from, worth }
  }
  return best
}

/** The start of the sentence before `at`, or of a word when the sentence began too far away. */
function beginning(text: string, at: number, reach: number): number {
  if (at <= reach)
    return 0
  const before = text.slice(at - reach, at)
  const sentence = Math.max(...['. ', '? ', ': '].map(end => before.lastIndexOf(end)))
  return at - reach + (sentence >= 0 ? sentence + 2 : before.indexOf(' ') + 1)
}

/**
 * The part of a text, at most `length` characters, that shows best why it was found, cut at words, with all forms of the
 * terms marked. Of a text's two lines, prose and listings, the first that shows as much.
 */
export function snippet(text: string, terms: ReadonlySet<string>, length = 170): Piece[] {
  const room = length - length / 4
  const lines = text.split('\n').map((line) => {
    const found = ranges(line, terms)
    return { line, found, best: bestWindow(found, room) }
  })
  const { line, found, best } = lines.reduce((a, b) => b.best.worth > a.best.worth ? b : a)
  const from = beginning(line, best.from, length / 4)
  const end = line.length - from <= length ? line.length : line.lastIndexOf(' ', from + length)
  const to = end > from ? end : Math.min(line.length, from + length)
  return [
    ...(from > 0 ? [{ text: '…', hit: false }] : []),
    ...pieces(line, found, from, to),
    ...(to < line.length ? [{ text: ' …', hit: false }] : []),
  ]
}
