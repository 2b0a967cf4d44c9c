import type { CoursePage } from '../course/page.ts'
import type { Kind, PageSections, SearchPage } from './page.ts'
import { coursePage, sitePath } from '../course/page.ts'
import { htmlSections } from './html-sections.ts'

/** Pages that are lists of entries, each of which is a result of its own. */
const catalogues: Record<string, Kind> = { '/glossary': 'term', '/troubleshooting': 'symptom' }

/** Pages of a module that are no parts of it, by the last segment of their path. */
const references: Record<string, Kind> = { '': 'overview', 'cheatsheet': 'cheatsheet', 'exercises': 'exercise', 'sources': 'sources' }

function kindOf(path: string, course: CoursePage | undefined): Kind {
  const part = course?.item?.kind
  if (part === 'chapter' || part === 'lab' || part === 'quiz')
    return part
  return catalogues[path] ?? (course && references[path.split('/').at(-1)!]) ?? 'page'
}

/**
 * What can be found on a page of the workbook.
 * @param file below `workbook/`: `postgres/slots.md`
 * @param html the built page, or what its Markdown renders to
 */
export function pageSections(file: string, html: string): PageSections {
  const path = sitePath(file)
  const course = coursePage(file)
  const { title, sections } = htmlSections(html)
  const page: SearchPage = { path, title: title || path, kind: kindOf(path, course), ...(course && { module: course.moduleTitle }) }
  return { ...page, sections }
}
