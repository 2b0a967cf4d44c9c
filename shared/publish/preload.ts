import type { BuiltSite } from '../site/budgets.ts'
import type { PublishedPage } from './pages.ts'
import { readdir } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { deckScripts } from '../site/budgets.ts'
import { deckModule } from './card.ts'
import { tag } from './html.ts'

/** The faces of running text, Latin and Cyrillic: every page shows both at once, and finds out only from its style sheet. */
const textFaces = /(?:^|\/)golos-text-[01][.-][^/]*\.woff2$/

function fontTag(href: string): string {
  return tag('link', { rel: 'preload', href, as: 'font', type: 'font/woff2', crossorigin: '' })
}

/** `assets/play-D_7yfuao.css` → `play` */
function stem(file: string): string {
  return posix.basename(file).replace(/-[\w-]{8}\.\w+$/, '')
}

/** A deck starts with a chain of imports inside imports; named here, they all come at once, their style sheets too. */
function deckTags(scripts: readonly string[], files: readonly string[], html: string): string[] {
  const stems = new Set(scripts.map(stem))
  const styles = files.filter(f => f.endsWith('.css') && stems.has(stem(f)))
  const missing = (fs: readonly string[]) => fs.filter(f => !html.includes(`"${f}"`))
  return [
    ...missing(scripts).map(f => tag('link', { rel: 'modulepreload', href: f, crossorigin: '' })),
    ...missing(styles).map(f => tag('link', { rel: 'preload', href: f, as: 'style', crossorigin: '' })),
  ]
}

/** The text faces of the workbook: every page asks for them. */
export async function workbookPreloads(folder: string, base: string): Promise<string[]> {
  const files = await readdir(join(folder, 'assets'))
  return files.filter(f => textFaces.test(f)).sort().map(f => fontTag(`${base}assets/${f}`))
}

/** What a deck needs until its first slide can be read. */
export async function deckPreloads(site: BuiltSite, { path, html }: PublishedPage, base: string): Promise<string[]> {
  const { id } = deckModule(path)!
  const fromPage = (f: string) => posix.relative(path, f)
  const files = (await site.decks.of(id)).map(f => fromPage(`decks/${f}`))
  const scripts = [...await deckScripts(site, id, base, 'slide')].map(fromPage)
  return [...files.filter(f => textFaces.test(f)).map(fontTag), ...deckTags(scripts, files, html)]
}
