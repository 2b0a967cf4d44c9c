import type { Field } from './packed-index.ts'
import type { Kind } from './page.ts'
import { kindLabels } from './page.ts'
import { asksForMeaning, isComplaint } from './query.ts'
import { fold, wordsOf } from './words.ts'

/** Where a word stands decides what it is worth: titles, headings, names of options, text. */
export const fieldBoost: Record<Field, number> = { title: 6, heading: 4, names: 2, page: 2, prose: 1, listings: 0.6 }

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
/** A definition answers a question for the meaning, or a word or two, not a sentence. */
const TERM_FOR_MEANING = 3
const TERM_FOR_SENTENCE = 0.6
const FEW_WORDS = 2

/** «Тест», «шпаргалка»: who says what kind of page it is gets pages of that kind. */
const NAMED_KIND = 3

/** What a page of each kind is worth to a query of `pieces` words, names and notions. */
export function kindBoosts(query: string, pieces: number): Record<Kind, number> {
  const term = asksForMeaning(query) ? TERM_FOR_MEANING : pieces > FEW_WORDS ? TERM_FOR_SENTENCE : 1
  const symptom = isComplaint(query) ? SYMPTOM_OF_COMPLAINT : 1
  const boosts = { ...kindBoost, term: kindBoost.term * term, symptom: kindBoost.symptom * symptom }
  const words = new Set(wordsOf(query).map(w => fold(w.text)))
  for (const kind of Object.keys(boosts) as Kind[])
    boosts[kind] *= words.has(kindLabels[kind]) ? NAMED_KIND : 1
  return boosts
}

/** The query is the whole of a heading: who types a name wants the place of that name. */
export const BY_NAME = 3
