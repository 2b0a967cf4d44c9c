import type { Module, PartKind, ProgressItem, WrittenModule } from './types.ts'
import { writtenModules } from './index.ts'

function itemsOfWritten(m: WrittenModule): ProgressItem[] {
  const item = (name: string, kind: PartKind, title: string, minutes: number, path: string): ProgressItem =>
    ({
      id: `${m.id}/${name}`,
      module: m.id,
      kind,
      title,
      minutes,
      path,
    })
  return [
    item('deck', 'deck', 'Слайды', m.deck.minutes, `/decks/${m.id}/`),
    ...m.chapters.map(c => item(c.slug, 'chapter', c.title, c.minutes, `/${m.id}/${c.slug}`)),
    item('lab', 'lab', m.lab.title, m.lab.minutes, `/${m.id}/lab`),
    ...m.exercises.map(e => item(e.slug, 'exercise', e.title, e.minutes, `/${m.id}/exercises#${e.slug}`)),
    item('quiz', 'quiz', 'Тест', m.quiz.minutes, `/${m.id}/quiz`),
  ]
}

/** What a reader can tick in a module, in reading order; empty while the module is only planned. */
export function itemsOf(m: Module): ProgressItem[] {
  return m.status === 'written'
    ? itemsOfWritten(m)
    : []
}

export const allItems: readonly ProgressItem[] = writtenModules.flatMap(itemsOf)

/** Minutes of a module: the sum of its parts, or the estimate while it is planned. */
export function minutesOf(m: Module): number {
  return m.status === 'written'
    ? itemsOf(m).reduce((sum, i) => sum + i.minutes, 0)
    : m.minutes
}
