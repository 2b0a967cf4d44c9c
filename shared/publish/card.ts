import type { PartKind } from '../course/index.ts'
import type { PublishedPage } from './pages.ts'
import { moduleById, writtenModules } from '../course/index.ts'
import { duration } from '../course/wording.ts'

/** What the picture of a shared link says. */
export interface Card {
  /** Where the page belongs. */
  place: string
  title: string
  /** What it is and how long it takes; may be empty. */
  note: string
}

const kinds: Record<PartKind, string> = { deck: 'Слайды', chapter: 'Глава', exercise: 'Упражнение', lab: 'Лабораторная', quiz: 'Тест' }

/** The module whose deck the page is, if it is one. */
export function deckModule(path: string) {
  return writtenModules.find(m => path === `decks/${m.id}/`)
}

export function cardOf({ path, title, course }: Pick<PublishedPage, 'path' | 'title' | 'course'>): Card {
  const deck = deckModule(path)
  if (deck)
    return { place: 'Слайды модуля', title: deck.title, note: duration(deck.deck.minutes) }
  if (course) {
    const overview = path === `${course.module}/`
    return {
      place: overview ? 'Модуль курса' : moduleById(course.module).title,
      title: title.split(' | ')[0]!,
      note: course.item ? `${kinds[course.item.kind]}, ${duration(course.item.minutes)}` : '',
    }
  }
  return path === ''
    ? { place: 'Открытый курс для инженеров данных', title: 'CDC из PostgreSQL, Aurora и Google Cloud', note: 'Слайды, рабочая тетрадь, песочница' }
    : { place: 'Открытый курс', title, note: '' }
}
