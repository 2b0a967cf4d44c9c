import { writtenModules } from '../course/index.ts'

/** Kinds of pages of the workbook, by what a reader does there. */
export type PageKind = 'home' | 'roadmap' | 'overview' | 'chapter' | 'lab' | 'exercises' | 'quiz' | 'reference' | 'glossary' | 'troubleshooting' | 'error'

const byFile: Record<string, PageKind> = {
  'index.html': 'home',
  'roadmap.html': 'roadmap',
  'glossary.html': 'glossary',
  'troubleshooting.html': 'troubleshooting',
  '404.html': 'error',
  'missing.html': 'error',
}

const byName: Record<string, PageKind> = {
  index: 'overview',
  lab: 'lab',
  exercises: 'exercises',
  quiz: 'quiz',
  cheatsheet: 'reference',
  sources: 'reference',
}

/**
 * What a built page is: a page of a module that has no name of its own is a chapter.
 * @param file Below the site's folder: `postgres/slots.html`.
 * @throws if the page is of no kind: it would have no budget.
 */
export function pageKind(file: string): PageKind {
  const [, module, name] = /^([\w-]+)\/([\w-]+)\.html$/.exec(file) ?? []
  const kind = module && name && writtenModules.some(m => m.id === module) ? byName[name] ?? 'chapter' : byFile[file]
  if (!kind)
    throw new Error(`${file} is of no kind of page, so that nothing says how much it may weigh. Kinds: shared/site/page-kinds.ts`)
  return kind
}
