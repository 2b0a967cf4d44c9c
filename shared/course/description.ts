import type { WrittenModule } from './types.ts'
import { moduleById } from './index.ts'
import { coursePage, sitePath } from './page.ts'
import { count, duration } from './wording.ts'

/** Pages that every module has beside its chapters, by the last segment of their path. */
const pages: Record<string, (m: WrittenModule) => string> = {
  lab: m => `${m.lab.title}. Модуль «${m.title}», ${duration(m.lab.minutes)} на живых PostgreSQL, Kafka и Debezium`,
  exercises: m => `${count(m.exercises.length, 'упражнение', 'упражнения', 'упражнений')} модуля «${m.title}»: ${m.exercises.map(e => e.title.toLowerCase()).join(', ')}. Проверка смотрит на настоящий стенд`,
  quiz: m => `Тест модуля «${m.title}»: у каждого варианта ответа объяснено, почему он верен или нет`,
  cheatsheet: m => `Шпаргалка модуля «${m.title}»: запросы, настройки и признаки аварий на одной странице для печати`,
  sources: m => `Источники модуля «${m.title}»: документация, исходный код и разборы, с датой, когда прочитаны`,
}

/**
 * What a search engine and a link's preview say of a page of a module; undefined for other pages, which say it themselves.
 * @param file Path below `workbook/`: `postgres/slots.md`.
 */
export function pageDescription(file: string): string | undefined {
  const page = coursePage(file)
  const module = page && moduleById(page.module)
  if (module?.status !== 'written')
    return undefined
  if (page?.outcome)
    return `После ${page.item ? 'главы' : 'модуля'} вы сможете ${page.outcome}.`
  const text = pages[sitePath(file).split('/').at(-1)!]?.(module)
  return text && `${text[0]!.toUpperCase()}${text.slice(1)}.`
}

/** The same for a module's deck. */
export function deckDescription(m: WrittenModule): string {
  return `Слайды модуля «${m.title}», ${duration(m.deck.minutes)}. После модуля вы сможете ${m.outcome}.`
}
