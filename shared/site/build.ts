import { cp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeSearch } from '../search/built-site.ts'
import { addPolicy } from './content-policy.ts'
import { root } from './folders.ts'
import { buildDecks } from './incremental/decks.ts'
import { buildWorkbook } from './incremental/workbook.ts'
import { copyLabFiles } from './lab-files.ts'

interface BuildOptions {
  /** The path under which the site will be served, with slashes at both ends. */
  base: string
  outDir: string
}

/** What was not in the cache. */
export interface SiteBuild {
  /** Pages of the workbook. */
  pages: number
  /** Ids of decks. */
  decks: string[]
}

async function htmlFiles(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true })
  return files.filter(f => f.endsWith('.html')).map(f => join(folder, f))
}

/**
 * Writes the whole static site: workbook, decks, lab files, each page with its content policy.
 * @throws Problem with the tool's own output if a part cannot be built.
 */
export async function buildSite({ base, outDir }: BuildOptions): Promise<SiteBuild> {
  const [workbook, decks] = await Promise.all([buildWorkbook(base), buildDecks()])
  await rm(outDir, { recursive: true, force: true })
  await cp(workbook.folder, outDir, { recursive: true })
  for (const { id, folder } of decks)
    await cp(folder, join(outDir, 'decks', id), { recursive: true })
  await copyLabFiles(root, outDir)
  await writeSearch(outDir)
  await Promise.all((await htmlFiles(outDir)).map(addPolicy))
  return { pages: workbook.fresh, decks: decks.filter(d => d.fresh).map(d => d.id) }
}
