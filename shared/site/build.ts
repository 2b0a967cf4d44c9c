import type { BuiltWorkbook } from './incremental/workbook.ts'
import type { PrintedDeck } from './pdf/editions.ts'
import { cp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeServiceWorker } from '../offline/build.ts'
import { drawKnownPictures, drawPictures, publish } from '../publish/publish.ts'
import { writeSearch } from '../search/built-site.ts'
import { siteUrl } from './address.ts'
import { addPolicy } from './content-policy.ts'
import { root } from './folders.ts'
import { buildDecks } from './incremental/decks.ts'
import { buildWorkbook } from './incremental/workbook.ts'
import { copyLabFiles } from './lab-files.ts'
import { downloads } from './pdf/downloads.ts'
import { fileName } from './pdf/editions.ts'
import { printDecks } from './pdf/print.ts'

interface BuildOptions {
  /** The path under which the site will be served, with slashes at both ends. */
  base: string
  outDir: string
  /** Print the decks and offer them for download. */
  pdf?: boolean
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

/** The workbook, and what is made of its pages: decks may still be building meanwhile. */
async function buildPages(base: string, outDir: string, printed: readonly PrintedDeck[]): Promise<BuiltWorkbook> {
  const workbook = await buildWorkbook(base, downloads(printed))
  await rm(outDir, { recursive: true, force: true })
  await cp(workbook.folder, outDir, { recursive: true })
  await Promise.all([copyLabFiles(root, outDir), drawPictures(outDir), writeSearch(outDir)])
  return workbook
}

/**
 * Writes the whole static site: workbook, decks, lab files, what crawlers and phones ask for, each page with its content policy, the service worker.
 * @throws Problem with the tool's own output if a part cannot be built.
 */
export async function buildSite({ base, outDir, pdf = false }: BuildOptions): Promise<SiteBuild> {
  // Pages name the size of each PDF, so that the decks come first; without PDFs both are built side by side.
  const built = buildDecks()
  const printed = pdf ? await printDecks(await built, ['slides', 'notes'], siteUrl(base)) : []
  // The workbook takes longer than the decks, and only one core.
  const ahead = built.then(drawKnownPictures)
  const [workbook, decks] = await Promise.all([buildPages(base, outDir, printed), built, ahead])
  for (const { folder } of decks)
    await cp(folder, join(outDir, 'decks'), { recursive: true })
  for (const { id, edition, file } of printed)
    await cp(file, join(outDir, 'pdf', fileName(id, edition)))
  await publish(outDir, base)
  await Promise.all((await htmlFiles(outDir)).map(addPolicy))
  // Last: it knows every other file by its hash.
  await writeServiceWorker(outDir)
  return { pages: workbook.fresh, decks: decks.filter(d => d.fresh).map(d => d.id) }
}
