import type { PartKind, Platform, Stage, Track } from './types.ts'
import type { Verified } from './verified.ts'

/** How a kind of part is called on the surfaces. */
export const partNames: Record<PartKind, string> = {
  deck: 'Слайды',
  chapter: 'Главы',
  exercise: 'Упражнения',
  lab: 'Лабораторная',
  quiz: 'Тест',
}

export const trackNames: Record<Track, string> = {
  theory: 'Теория',
  practice: 'Практика',
}

export const platformNames: Record<Platform, string> = {
  postgresql: 'PostgreSQL',
  kafka: 'Kafka и Debezium',
  aws: 'AWS',
  gcp: 'Google Cloud',
  python: 'Python',
}

export const stageNames: Record<Stage, string> = {
  foundation: 'Основа',
  operation: 'Эксплуатация и код',
  environment: 'Облака и обработка',
  project: 'Проект',
}

/** `95` → «1 ч 35 мин», `40` → «40 мин», `120` → «2 ч»; the spaces do not break. */
export function duration(minutes: number): string {
  const whole = Math.round(minutes)
  const hours = Math.floor(whole / 60)
  const rest = whole % 60
  return [hours && `${hours} ч`, (rest || !hours) && `${rest} мин`].filter(Boolean).join(' ').replaceAll(' ', '\u00A0')
}

const plural = new Intl.PluralRules('ru')

/** `count(5, 'глава', 'главы', 'глав')` → «5 глав». */
export function count(n: number, one: string, few: string, many: string): string {
  const form = plural.select(n)
  return `${n} ${form === 'one'
    ? one
    : form === 'few'
      ? few
      : many}`
}

const days = new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

/** `2026-11-25` → «25 ноября 2026 г.» */
export function day(isoDate: string): string {
  return days.format(new Date(isoDate))
}

/** «Проверено запуском 25 ноября 2026 г.: PostgreSQL 18.4, Kafka 4.3.1, Debezium 3.7.0.Final, без Docker, x86_64, коммит 1a2b3c4». */
export function verifiedText({ date, postgres, kafka, debezium, engine, architecture, commit }: Verified): string {
  const software = [`PostgreSQL ${postgres}`, `Kafka ${kafka}`, `Debezium ${debezium}`]
  const place = [engine === 'docker' ? 'Docker' : 'без Docker', architecture, ...(commit ? [`коммит ${commit}`] : [])]
  return `Проверено запуском ${day(date)}: ${[...software, ...place].join(', ')}`
}
