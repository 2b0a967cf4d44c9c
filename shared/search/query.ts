import type { Notion } from './aliases.ts'
import type { TermList } from './term-list.ts'
import type { Thesaurus } from './thesaurus.ts'
import type { Word } from './words.ts'
import { isName, isStopWord, nameOf, partsOf, stem, stemsOf, wordsOf } from './words.ts'

/** One way to find what a part of a query names: all of `terms` in one entry. */
export interface Alternative {
  terms: string[]
  /** From 0 to 1: what a find by these terms is worth against a find of the word as typed. */
  weight: number
}

/** What a reader asked for, a piece at a time: a word, a name, or several words that name one notion. */
export interface Wanted {
  text: string
  alternatives: Alternative[]
  /** Speaks for an entry that has it, but not against one that has it not. */
  bonus?: boolean
}

const NAME = 1.5
const PARTS_OF_KNOWN = 0.35
const SYNONYM = 0.9
const SOME_OF = 0.4
/** Words of a query that are looked at: a pasted stack trace tells all in its first lines. */
const MOST_WORDS = 32

function allOrSome(words: readonly Word[]): Alternative[] {
  const content = words.filter(w => !isStopWord(w.text))
  const terms = (content.length ? content : words).map(w => stem(w.text))
  return terms.length > 1
    ? [{ terms, weight: 1 }, ...terms.map(t => ({ terms: [t], weight: SOME_OF }))]
    : [{ terms, weight: 1 }]
}

function textOf(words: readonly Word[]): string {
  return words.map(w => w.text).join(' ')
}

/** A name: whole, or its parts, which say little if the name itself is known. */
function wantedName(parts: readonly Word[], terms: Pick<TermList, 'has'>): Wanted {
  const share = terms.has(nameOf(parts)) ? PARTS_OF_KNOWN : 1
  const loose = allOrSome(parts).map(a => ({ ...a, weight: a.weight * share }))
  return { text: textOf(parts), alternatives: [{ terms: [nameOf(parts)], weight: NAME }, ...loose] }
}

/**
 * Other names to look for: the two by which the course calls a notion, and those of one word. What else people call it
 * is understood but not looked for, for words of such a name also stand apart in a text.
 */
function synonyms(words: readonly Word[], notion: Notion): string[][] {
  const own = stemsOf(textOf(words)).join(' ')
  return notion.map(stemsOf).filter((stems, i) => (i < 2 || stems.length === 1) && stems.join(' ') !== own)
}

function wantedNotion(words: readonly Word[], notion: Notion): Wanted {
  const others = synonyms(words, notion)
  return { text: textOf(words), alternatives: [...allOrSome(words), ...others.map(terms => ({ terms, weight: SYNONYM / terms.length }))] }
}

/** Names typed with spaces, `slot max retries`, that the index knows: the longest at each word. */
function spacedNames(words: readonly Word[], terms: Pick<TermList, 'has'>): Wanted[] {
  return words.flatMap((_, i) => {
    for (let length = Math.min(6, words.length - i); length > 1; length--) {
      const parts = words.slice(i, i + length)
      if (isName(parts) && terms.has(nameOf(parts)))
        return [{ text: textOf(parts), alternatives: [{ terms: [nameOf(parts)], weight: 1 }], bonus: true }]
    }
    return []
  })
}

/** Plain words that follow each other: notions where they name one, themselves where they do not. */
function wantedWords(words: readonly Word[], thesaurus: Thesaurus, onlyStopWords: boolean): Wanted[] {
  const wanted: Wanted[] = []
  for (let i = 0; i < words.length;) {
    const match = thesaurus.match(words.slice(i))
    if (match)
      wanted.push(wantedNotion(words.slice(i, i + match.length), match.notion))
    else if (onlyStopWords || !isStopWord(words[i]!.text))
      wanted.push({ text: words[i]!.text, alternatives: [{ terms: [stem(words[i]!.text)], weight: 1 }] })
    i += match?.length ?? 1
  }
  return wanted
}

/**
 * Reads a query: names as they are, words by their stems, notions by all their names. `terms` are those of the index:
 * words next to each other may be one of its names.
 */
export function readQuery(query: string, thesaurus: Thesaurus, terms: Pick<TermList, 'has'>): Wanted[] {
  const words = wordsOf(query).slice(0, MOST_WORDS).map(partsOf)
  const onlyStopWords = words.flat().every(w => isStopWord(w.text))
  const wanted: Wanted[] = []
  let plain: Word[] = []
  const flush = () => {
    wanted.push(...wantedWords(plain, thesaurus, onlyStopWords), ...spacedNames(plain, terms))
    plain = []
  }
  for (const parts of words) {
    if (!isName(parts)) {
      plain.push(...parts)
      continue
    }
    flush()
    wanted.push(wantedName(parts, terms))
  }
  flush()
  return wanted
}

const complaint = /error|exception|fatal|failed|denied|cannot|could not|not found|ошибк|(?<!\p{L})(?:нет?(?!\p{L})|без(?!\p{L})|пада|упал|пропал|висит|стоит)/iu

/** «Что такое слот?»: what the glossary is for. */
export function asksForMeaning(query: string): boolean {
  return /что такое|что значит|что означает|определение|what is/i.test(query)
}

/** A line of a log, the message of an error, or words about what does not work: what the list of symptoms is for. */
export function isComplaint(query: string): boolean {
  const english = query.match(/[a-z']{2,}/gi)?.length ?? 0
  return complaint.test(query) || english >= 5
}
