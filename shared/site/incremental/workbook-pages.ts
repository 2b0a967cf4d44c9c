import type { Sources } from './sources.ts'
import { modules } from '../../course/index.ts'
import { outlinesOnce, slideOf } from '../../course/slide-of.ts'
import { commonInputs } from './sources.ts'

export interface WorkbookKeys {
  /** Of what all pages share: theme, components, model, versions. */
  shared: string
  /** Of each page by its file below `workbook/`: its text, what it imports, where its module's deck leads to it. */
  pages: Record<string, string>
}

/** Entries of these files stand on pages that say `<!-- catalogue: … -->`. */
const catalogues = /^workbook\/[\w-]+\/(?:glossary|troubleshooting)\.yaml$/

/**
 * Pages that have to be built with any other, or what several pages share would be cut differently: those with code of
 * their own, one of each name (`lab`, `quiz`, …).
 */
export function companions(texts: Record<string, string>): string[] {
  const withCode = Object.keys(texts).filter(page => /<(?:script|style)\b/.test(texts[page]!))
  return withCode.filter((page, i) => !page.includes('/') || withCode.findIndex(p => p.includes('/') && p.split('/').at(-1) === page.split('/').at(-1)) === i)
}

function pageInputs(sources: Sources, page: string, yaml: readonly string[]): string[] {
  const file = `workbook/${page}`
  const listed = /^<!-- catalogue:/m.test(sources.text(file)) ? yaml.filter(f => catalogues.test(f)) : []
  return [file, ...listed, ...sources.named([file], 'workbook')]
}

export interface WorkbookInputs {
  shared: string[]
  pages: Record<string, string[]>
}

/** What the workbook is made of: everything that is not known to be a single page's counts as shared. */
export function workbookInputs(sources: Sources): WorkbookInputs {
  const all = sources.below('workbook')
  const files = all.filter(f => f.endsWith('.md') && !f.startsWith('workbook/.vitepress/') && !f.endsWith('README.md'))
  const pages = Object.fromEntries(files.map(f => [f.slice('workbook/'.length), pageInputs(sources, f.slice('workbook/'.length), all)]))
  const ofPages = new Set(Object.values(pages).flat())
  const runs = modules.map(m => `labs/${m.id}/recorded/run.json`)
  const common = [...commonInputs(sources), ...all.filter(f => !ofPages.has(f)), ...sources.below('labs').filter(f => runs.includes(f))]
  return { shared: [...common, ...sources.named(common, 'workbook').filter(f => !ofPages.has(f))], pages }
}

/**
 * @param sources The repository.
 * @param facts What all pages depend on besides files.
 * @param factOf What one page depends on besides files.
 */
export async function workbookKeys(sources: Sources, facts: Record<string, string>, factOf: (page: string) => string = () => ''): Promise<WorkbookKeys> {
  const inputs = workbookInputs(sources)
  const outlineOf = outlinesOnce()
  // Of a deck only the slide that leads to a page is part of the page.
  const keys = await Promise.all(Object.entries(inputs.pages).map(async ([page, files]) =>
    [page, sources.fingerprint(files, { slide: String(await slideOf(page, outlineOf) ?? ''), fact: factOf(page) })] as const))
  return { shared: sources.fingerprint(inputs.shared, facts), pages: Object.fromEntries(keys) }
}

/** What has to be built: nothing, some pages, or the whole workbook, because what pages share has changed. */
export function changedPages(before: WorkbookKeys | undefined, now: WorkbookKeys): string[] | 'all' {
  if (before?.shared !== now.shared || Object.keys(before.pages).sort().join() !== Object.keys(now.pages).sort().join())
    return 'all'
  return Object.keys(now.pages).filter(p => before.pages[p] !== now.pages[p])
}
