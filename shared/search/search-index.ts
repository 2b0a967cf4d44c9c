import type { Notion } from './aliases.ts'
import type { Entry, PackedIndex } from './packed-index.ts'
import type { PageSections, SearchPage } from './page.ts'
import { createHash } from 'node:crypto'
import { indexVersion } from './index-version.ts'
import { packIndex } from './packed-index.ts'
import { nameStems } from './thesaurus.ts'

export interface IndexedPage extends SearchPage {
  /** Heading and anchor of each section; a section without a heading is the top of the page. */
  sections: [heading: string, anchor: string][]
  /** Below `search/`: the texts of the sections, a JSON list; a line of running text, and one of listings if there are any. The name changes with the content. */
  texts: string
}

/** `search/index.json`: what a browser loads when a reader opens the search. */
export interface SearchIndex {
  version: number
  pages: IndexedPage[]
  notions: Notion[]
  /** Of the names of each notion. */
  stems: string[][]
  /** Entries are the sections of all pages, in order. */
  packed: PackedIndex
}

export interface SearchFiles {
  index: SearchIndex
  /** By name below `search/`. */
  texts: Map<string, string[]>
}

function textsName(path: string, texts: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 8)
  return `texts/${path.replaceAll('/', ' ').trim().replaceAll(' ', '-') || 'index'}.${hash}.json`
}

/** Anchors and file names are English names of what Russian headings say: `add-table`, `replica-identity`. */
function english(address: string): string {
  return /^[a-z][a-z\d-]+$/.test(address) ? ` ${address.replaceAll('-', ' ')}` : ''
}

function entryOf(page: PageSections, { heading, anchor, names, prose, listings }: PageSections['sections'][number]): Omit<Entry, 'id'> {
  const isTop = heading === undefined
  return {
    title: isTop ? page.title : '',
    heading: heading ?? '',
    page: isTop || page.kind === 'slide' ? english(page.path.split('/').at(-1)!) : page.title + english(anchor),
    names,
    prose,
    listings,
  }
}

/** @param pages in the order in which equals are shown */
export function searchFiles(pages: readonly PageSections[], notions: Notion[]): SearchFiles {
  const texts = new Map<string, string[]>()
  const indexed = pages.map(({ sections, ...page }): IndexedPage => {
    const list = sections.map(s => s.listings ? `${s.text}\n${s.listings}` : s.text)
    const name = textsName(page.path, list)
    texts.set(name, list)
    return { ...page, sections: sections.map(s => [s.heading ?? '', s.anchor]), texts: name }
  })
  const entries = pages.flatMap(p => p.sections.map(s => entryOf(p, s)))
  return {
    index: { version: indexVersion, pages: indexed, notions, stems: notions.map(n => n.map(nameStems)), packed: packIndex(entries.map((e, id) => ({ id, ...e }))) },
    texts,
  }
}
