import { createHash } from 'node:crypto'
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** VitePress's name of a page's script: `postgres/slots.md` → `postgres_slots.md`. */
function scriptName(page: string): string {
  return page.replaceAll('/', '_')
}

const metadata = /^assets\/chunks\/metadata\.[0-9a-f]{8}\.js$/

/** What VitePress names after the pages: their scripts, their HTML, and two lists of them. */
function isOfPages(file: string): boolean {
  return /\.html$|^assets\/[^/]+\.md\.[\w-]+(?:\.lean)?\.js$|^hashmap\.json$/.test(file) || metadata.test(file)
}

async function filesOf(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter(e => e.isFile())
    .map(e => join(e.parentPath, e.name).slice(join(folder, '/').length))
}

interface Built {
  folder: string
  files: string[]
  /** Page script → hash of its name. */
  hashes: Record<string, string>
  metadata: string
  /** The script `metadata`, whose first statement lists the hashes and whose second is the site's data. */
  content: string
}

async function read(folder: string): Promise<Built> {
  const files = await filesOf(folder)
  const file = files.find(f => metadata.test(f))
  if (!file)
    throw new Error(`No metadata script in ${folder}: VitePress has changed, and page-merge.ts has to follow`)
  return {
    folder,
    files,
    hashes: JSON.parse(await readFile(join(folder, 'hashmap.json'), 'utf8')) as Record<string, string>,
    metadata: file,
    content: await readFile(join(folder, file), 'utf8'),
  }
}

function listing(hashes: Record<string, string>): string {
  return `window.__VP_HASH_MAP__=JSON.parse(${JSON.stringify(JSON.stringify(hashes))});`
}

/** The site's data: what follows the list of hashes. */
function siteData({ content, hashes, folder }: Built): string {
  const start = listing(hashes)
  if (!content.startsWith(start))
    throw new Error(`The metadata script in ${folder} does not begin with the pages: VitePress has changed, and page-merge.ts has to follow`)
  return content.slice(start.length)
}

/** Names carry hashes of contents: what both builds name alike is alike. */
function sameFrame(whole: Built, part: Built): boolean {
  const known = new Set(whole.files)
  return siteData(whole) === siteData(part) && part.files.filter(f => !isOfPages(f)).every(f => known.has(f))
}

function scriptFile(page: string, { files, hashes }: Built): string {
  const start = `assets/${scriptName(page)}.${hashes[scriptName(page).toLowerCase()]}.`
  return files.find(f => f.startsWith(start) && !f.endsWith('.lean.js'))!
}

/** What a page's script imports: what several pages share has files of its own, as long as several pages are built. */
async function importsOf(page: string, built: Built): Promise<string> {
  const code = await readFile(join(built.folder, scriptFile(page, built)), 'utf8')
  return [...code.matchAll(/["'](\.{1,2}\/[^"']+\.js)["']/g)].map(m => m[1]).sort().join()
}

async function sameImports(page: string, whole: Built, part: Built): Promise<boolean> {
  return await importsOf(page, whole) === await importsOf(page, part)
}

async function movePage(page: string, whole: Built, part: Built): Promise<void> {
  const script = scriptName(page)
  const old = whole.files.filter(f => f.startsWith(`assets/${script}.${whole.hashes[script.toLowerCase()]}.`))
  await Promise.all(old.map(f => rm(join(whole.folder, f))))
  const fresh = part.files.filter(f => f.startsWith(`assets/${script}.${part.hashes[script.toLowerCase()]}.`))
  for (const file of [...fresh, page.replace(/\.md$/, '.html')])
    await cp(join(part.folder, file), join(whole.folder, file))
}

async function writeMetadata(whole: Built, part: Built, hashes: Record<string, string>): Promise<void> {
  const content = listing(hashes) + siteData(whole)
  const file = `assets/chunks/metadata.${createHash('sha256').update(content).digest('hex').slice(0, 8)}.js`
  await rm(join(whole.folder, whole.metadata))
  await writeFile(join(whole.folder, file), content)
  await writeFile(join(whole.folder, 'hashmap.json'), JSON.stringify(hashes))
  await Promise.all(whole.files.filter(f => f.endsWith('.html')).map(async (f) => {
    const html = await readFile(join(whole.folder, f), 'utf8')
    await writeFile(join(whole.folder, f), html.replaceAll(whole.metadata, file).replaceAll(part.metadata, file))
  }))
}

/**
 * Puts pages of a build of some pages into a build of all: their HTML and scripts, and their new names into the list that
 * every page loads. The result is, byte for byte, what building everything would give.
 *
 * @returns false, and nothing is changed, if the two builds differ in what pages share: then everything has to be built.
 * @throws if VitePress no longer writes what this knows.
 */
export async function mergePages(whole: string, part: string, pages: readonly string[]): Promise<boolean> {
  const [all, some] = [await read(whole), await read(part)]
  if (!sameFrame(all, some) || (await Promise.all(pages.map(p => sameImports(p, all, some)))).includes(false))
    return false
  const names = pages.map(p => scriptName(p).toLowerCase())
  const hashes = Object.fromEntries(Object.entries(all.hashes).map(([name, hash]) => [name, names.includes(name) ? some.hashes[name]! : hash]))
  for (const page of pages)
    await movePage(page, all, some)
  await writeMetadata(all, some, hashes)
  return true
}
