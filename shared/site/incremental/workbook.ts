import type { Download } from '../pdf/downloads.ts'
import type { WorkbookInputs, WorkbookKeys } from './workbook-pages.ts'
import { existsSync } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { cache, root } from '../folders.ts'
import { downloadsOf } from '../pdf/downloads.ts'
import { facts, runTool } from '../run-tool.ts'
import { mergePages } from './page-merge.ts'
import { Sources } from './sources.ts'
import { refuseOverlooked, usedFiles } from './used-files.ts'
import { changedPages, companions, workbookInputs, workbookKeys } from './workbook-pages.ts'

export interface BuiltWorkbook {
  /** Where it stands, as VitePress wrote it. */
  folder: string
  /** Pages that were built just now. */
  fresh: number
}

interface Wanted {
  base: string
  /** PDFs that the pages of a module offer, by its id. */
  downloads: Record<string, readonly Download[]>
}

interface Kept {
  folder: string
  /** Written last: a folder without it was left unfinished. */
  keys: string
}

/** One result for each base: its pages name it in every link. */
function kept(base: string): Kept {
  const folder = `${cache}workbook/${base.replaceAll('/', '') || 'root'}`
  return { folder, keys: `${folder}.json` }
}

async function readKeys({ folder, keys }: Kept): Promise<WorkbookKeys | undefined> {
  return existsSync(keys) && existsSync(folder) ? JSON.parse(await readFile(keys, 'utf8')) as WorkbookKeys : undefined
}

/**
 * A process of its own: VitePress keeps its configuration and Markdown renderer in variables of its modules.
 * @returns the files that the pages were made of.
 */
async function runVitePress({ base, downloads }: Wanted, outDir: string, pages?: readonly string[]): Promise<string[]> {
  await rm(outDir, { recursive: true, force: true })
  const env = { SITE_BASE: base, SITE_DOWNLOADS: JSON.stringify(downloads), ...(pages && { WORKBOOK_PAGES: JSON.stringify(pages) }) }
  await runTool('vitepress/bin/vitepress.js', ['build', 'workbook', '--outDir', outDir], env, `${outDir}.reads`)
  return usedFiles([outDir], `${outDir}.reads`)
}

async function buildAll(wanted: Wanted, { folder }: Kept, inputs: WorkbookInputs): Promise<number> {
  const used = await runVitePress(wanted, `${folder}.new`)
  // Of decks pages need the numbers of slides, and those are in the keys.
  refuseOverlooked('The workbook', used.filter(f => !f.startsWith('decks/')), [...inputs.shared, ...Object.values(inputs.pages).flat()], 'Name them by a path in a page, or add them to workbookInputs in shared/site/incremental/workbook-pages.ts')
  await rm(folder, { recursive: true, force: true })
  await rename(`${folder}.new`, folder)
  return Object.keys(inputs.pages).length
}

/** @returns false if everything has to be built after all. */
async function buildSome(wanted: Wanted, { folder }: Kept, changed: readonly string[], sources: Sources, all: readonly string[]): Promise<boolean> {
  const part = `${folder}.part`
  const texts = Object.fromEntries(all.map(page => [page, sources.text(`workbook/${page}`)]))
  await runVitePress(wanted, part, [...new Set([...changed, ...companions(texts)])])
  const merged = await mergePages(folder, part, changed)
  await rm(part, { recursive: true, force: true })
  return merged
}

/**
 * Builds the pages of the workbook that have changed since the last build for this base; the others come from `.cache/workbook`.
 * @throws Problem with VitePress's own output if a page cannot be built.
 */
export async function buildWorkbook(base: string, downloads: Wanted['downloads'] = {}): Promise<BuiltWorkbook> {
  const wanted = { base, downloads }
  const sources = new Sources(root)
  const result = kept(base)
  const inputs = workbookInputs(sources)
  const now = await workbookKeys(sources, facts({ SITE_BASE: base }), page => JSON.stringify(downloadsOf(page, downloads)))
  const changed = changedPages(await readKeys(result), now)
  if (!changed.length)
    return { folder: result.folder, fresh: 0 }
  await rm(result.keys, { force: true })
  const fresh = changed !== 'all' && await buildSome(wanted, result, changed, sources, Object.keys(now.pages))
    ? changed.length
    : await buildAll(wanted, result, inputs)
  await writeFile(result.keys, JSON.stringify(now))
  return { folder: result.folder, fresh }
}
