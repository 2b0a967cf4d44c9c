import type { PageSections } from './page.ts'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { writtenModules } from '../course/index.ts'
import { notions } from './aliases.ts'
import { pageSections } from './page-sections.ts'
import { searchFiles } from './search-index.ts'
import { deckSections } from './slides.ts'

/** Folders of a built site that hold other sites, and the page that answers for no page. */
const notPages = /^(?:decks|labs|assets|search)\/|^404\.html$/

async function workbookSections(folder: string): Promise<PageSections[]> {
  const files = (await readdir(folder, { recursive: true })).filter(f => f.endsWith('.html') && !notPages.test(f)).sort()
  return Promise.all(files.map(async f => pageSections(f.replace(/\.html$/, '.md'), await readFile(join(folder, f), 'utf8'))))
}

/** Reads a built workbook and the decks' sources, and writes `search/` into the site. */
export async function writeSearch(folder: string): Promise<void> {
  const pages = [...await workbookSections(folder), ...await Promise.all(writtenModules.map(deckSections))]
  const { index, texts } = searchFiles(pages, notions())
  await rm(join(folder, 'search'), { recursive: true, force: true })
  const files = [['index.json', index], ...texts] as const
  for (const [name, content] of files) {
    const file = join(folder, 'search', name)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, JSON.stringify(content))
  }
}
