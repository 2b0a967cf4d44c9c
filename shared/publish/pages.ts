import type { CoursePage } from '../course/page.ts'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deckDescription } from '../course/description.ts'
import { coursePage } from '../course/page.ts'
import { deckModule } from './card.ts'
import { plainText } from './html.ts'

/** A page of the built site as the world outside sees it. */
export interface PublishedPage {
  /** Path below the built site: `postgres/slots.html`. */
  file: string
  /** Path below the base, as in links: `postgres/slots`, `decks/postgres/`, empty for the first page. */
  path: string
  title: string
  /** Empty if the page says nothing of itself. */
  description: string
  html: string
  /** Its place in the course; absent on pages outside the modules and on decks. */
  course?: CoursePage
}

/** `postgres/index.html` → `postgres/`, `postgres/slots.html` → `postgres/slots`: what hosts call a clean URL. */
export function cleanPath(file: string): string {
  return file.replace(/(^|\/)index\.html$/, '$1').replace(/\.html$/, '')
}

/** Shown in place of what is not there; nothing that leads to it. */
export function isErrorPage(file: string): boolean {
  return file === '404.html' || file === 'missing.html'
}

/** @throws if the page has no title. */
export function readPage(file: string, html: string): PublishedPage {
  const path = cleanPath(file)
  const deck = deckModule(path)
  if (deck)
    return { file, path, title: `${deck.title}: слайды`, description: deckDescription(deck), html }
  const title = /<title>([^<]+)<\/title>/.exec(html)?.[1]
  if (!title)
    throw new Error(`${file} has no <title>`)
  const course = coursePage(file.replace(/\.html$/, '.md'))
  return {
    file,
    path,
    title: plainText(title).replace(/ \| Курс Debezium$/, ''),
    description: plainText(/<meta name="description" content="([^"]*)"/.exec(html)?.[1] ?? ''),
    html,
    ...(course && { course }),
  }
}

/** Every page of a built site, sorted by path; error pages included. */
export async function publishedPages(folder: string): Promise<PublishedPage[]> {
  const files = (await readdir(folder, { recursive: true })).filter(f => f.endsWith('.html')).sort()
  return Promise.all(files.map(async file => readPage(file, await readFile(join(folder, file), 'utf8'))))
}
