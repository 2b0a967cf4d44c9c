import type { PublishedPage } from './pages.ts'
import { moduleById, writtenModules } from '../course/index.ts'
import { minutesOf } from '../course/progress-items.ts'
import { deckModule } from './card.ts'

const license = 'https://creativecommons.org/licenses/by/4.0/'
const provider = { '@type': 'Organization', 'name': 'Debezium в production' }

/** ISO 8601: 95 → `PT95M`. */
function iso(minutes: number): string {
  return `PT${minutes}M`
}

function course(address: string, description: string): object {
  return {
    '@type': 'Course',
    'name': 'Debezium в production',
    description,
    'url': address,
    'inLanguage': 'ru',
    license,
    'isAccessibleForFree': true,
    provider,
    'hasCourseInstance': { '@type': 'CourseInstance', 'courseMode': 'online', 'courseWorkload': iso(writtenModules.reduce((sum, m) => sum + minutesOf(m), 0)) },
    'hasPart': writtenModules.map(m => ({ '@type': 'LearningResource', 'name': m.title, 'url': `${address}${m.id}/`, 'teaches': m.outcome, 'timeRequired': iso(minutesOf(m)) })),
  }
}

function resource({ path, title, description, course }: PublishedPage, address: string): object | undefined {
  const deck = deckModule(path)
  if (!course && !deck)
    return undefined
  const minutes = deck?.deck.minutes ?? course?.item?.minutes
  const teaches = deck?.outcome ?? course?.outcome
  return {
    '@type': 'LearningResource',
    'name': title,
    description,
    'url': address + path,
    'inLanguage': 'ru',
    license,
    'isAccessibleForFree': true,
    ...(teaches && { teaches }),
    ...(minutes && { timeRequired: iso(minutes) }),
    'isPartOf': { '@type': 'Course', 'name': 'Debezium в production', 'url': address },
    ...(course && { about: moduleById(course.module).title }),
  }
}

/**
 * The page for machines, as JSON-LD: the course on the first page, learning resources below it.
 * @see https://schema.org/LearningResource
 */
export function structuredData(page: PublishedPage, address: string): string | undefined {
  const data = page.path === '' ? course(address, page.description) : resource(page, address)
  // `<` cannot end the script that holds it.
  return data && JSON.stringify({ '@context': 'https://schema.org', ...data }).replaceAll('<', '\\u003c')
}
