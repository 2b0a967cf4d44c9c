import { stemmer as stemEnglish } from '@orama/stemmers/english'
import { stemmer as stemRussian } from '@orama/stemmers/russian'
import { stopwords as english } from '@orama/stopwords/english'
import { stopwords as russian } from '@orama/stopwords/russian'

/** What the index knows a piece of text by, and where in the text it stands. */
export interface Term {
  term: string
  /** Offsets of the characters that the term is made of: `[from, to)`. */
  from: number
  to: number
}

/** A run of letters, digits and the marks that tie names together: `слоты`, `slot.max.retries`, `pg_replication_slots`. */
export interface Word {
  text: string
  from: number
  to: number
}

/** English function words that are names here: the two states of a row in every event. */
const names = new Set(['before', 'after'])

/** Function words that the lists forget. */
const more = ['какие', 'каких', 'какую', 'каким', 'хотя', 'который', 'которая', 'которые', 'которых', 'нужно', 'нужен', 'нужны', 'это', 'еще', 'такое', 'такие', 'означает', 'значит']

const stopWords = new Set([...russian, ...english, ...more].map(fold).filter(w => !names.has(w)))

/** One letter for ё and е, one case, no accents: what people type and what is printed differ in them. */
export function fold(text: string): string {
  return text.toLowerCase().replace(/ё/g, 'е').replace(/\u0301/g, '')
}

export function isStopWord(word: string): boolean {
  return stopWords.has(fold(word))
}

const stems = new Map<string, string>()

/**
 * The part of a word that its forms share: `слотами` → `слот`, `retries` → `retri`.
 * A Russian stem is stemmed again while it is long: once, `журнал` gives `журна` and `журналом` gives `журнал`.
 */
export function stem(word: string): string {
  const folded = fold(word)
  const known = stems.get(folded)
  if (known !== undefined)
    return known
  const result = /\p{sc=Cyrillic}/u.test(folded) ? stemAgain(folded) : stemEnglish(folded)
  stems.set(folded, result)
  return result
}

function stemAgain(word: string): string {
  const once = stemRussian(word)
  const twice = stemRussian(once)
  return twice === once || twice.length < 4 ? once : stemAgain(twice)
}

const run = /[\p{L}\p{N}_]+(?:[.\-:/’'][\p{L}\p{N}_]+)*/gu
const part = /[\p{L}\p{N}]+/gu
/** `JsonConverter`, `PSQLException`; not `PostgreSQL`. */
const humps = /(?<=\p{Ll})(?=\p{Lu}\p{Ll})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u
/** In an output a number, an LSN, a hash or a time says nothing about what it shows; five digits are an SQLSTATE. */
const noise = /^(?!\d{5}$)(?=\D*\d)[\da-f.\-:/tz]+$/i

export function wordsOf(text: string): Word[] {
  return [...text.matchAll(run)].map(m => ({ text: m[0], from: m.index, to: m.index + m[0].length }))
}

/** The words inside a word: `slot.max.retries` → slot, max, retries. */
export function partsOf({ text, from }: Word): Word[] {
  return [...text.matchAll(part)].map(m => ({ text: m[0], from: from + m.index, to: from + m.index + m[0].length }))
}

/** The stems of all words of a text, in order. */
export function stemsOf(text: string): string[] {
  return wordsOf(text).flatMap(partsOf).map(w => stem(w.text))
}

/** A name made of several words; how it ties them does not matter: `wal_status` and `wal.status` → `wal.status`. */
export function nameOf(parts: readonly Word[]): string {
  return parts.map(p => fold(p.text)).join('.')
}

/** Names are of Latin letters; `таблица-пульс` is two words. */
export function isName(parts: readonly Word[]): boolean {
  return parts.length > 1 && parts.every(p => /^[a-z\d]+$/i.test(p.text))
}

/** A name whole and from each of its parts on, so that `max.retries` finds `slot.max.retries`. */
function tails(parts: readonly Word[]): Term[] {
  return parts.slice(0, -1).map((p, i) => ({ term: nameOf(parts.slice(i)), from: p.from, to: parts.at(-1)!.to }))
}

function humpsOf(word: Word): Word[] {
  let from = word.from
  return word.text.split(humps).map((text) => {
    const hump = { text, from, to: from + text.length }
    from = hump.to
    return hump
  })
}

function termsOfPart(word: Word): Term[] {
  const single = humpsOf(word)
  const words = single.length > 1 ? [word, ...single] : [word]
  return words.filter(w => !isStopWord(w.text)).map(w => ({ term: stem(w.text), from: w.from, to: w.to }))
}

const known = new Map<string, readonly Term[]>()

/** The terms of a word, their offsets from its start. Words come again: in a text, in the next, with every key that is typed. */
function termsOfWord(text: string): readonly Term[] {
  const before = known.get(text)
  if (before)
    return before
  const parts = partsOf({ text, from: 0, to: text.length })
  const terms = [...(isName(parts) ? tails(parts) : []), ...parts.flatMap(termsOfPart)]
  known.set(text, terms)
  return terms
}

/** Everything by which a text can be found, names before their parts. */
export function termsOf(text: string): Term[] {
  return wordsOf(text).flatMap(word => termsOfWord(word.text).map(({ term, from, to }) => ({ term, from: word.from + from, to: word.from + to })))
}

/** What is worth finding of a listing or a recorded output: no numbers, hashes and positions. */
export function termsOfListing(text: string): Term[] {
  return wordsOf(text).filter(w => !noise.test(w.text)).flatMap(w => termsOf(w.text)).filter(t => !noise.test(t.term))
}
