import type { PrintedDeck } from './editions.ts'
import { readFile } from 'node:fs/promises'
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { deckOutline } from '../../course/deck-outline.ts'
import { moduleById, writtenModules } from '../../course/index.ts'
import { budgets } from '../budgets.ts'
import { buildDecks } from '../incremental/decks.ts'
import { plain } from './outline.ts'
import { printDecks } from './print.ts'

const address = 'https://example.org/course/'

let printed: PrintedDeck[]

beforeAll(async () => {
  printed = await printDecks(await buildDecks(), ['slides', 'clicks', 'notes'], address)
})

interface Entry { title: string, items: Entry[], dest: [{ num: number, gen: number }] }
interface Font { name: string, type: string, missingFile?: boolean }

const flat = (entries: readonly Entry[]): Entry[] => entries.flatMap(e => [e, ...flat(e.items)])
const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '')

async function open(id: string, edition: PrintedDeck['edition']) {
  const deck = printed.find(p => p.id === id && p.edition === edition)!
  const pdf = await getDocument({ data: new Uint8Array(await readFile(deck.file)), verbosity: 0, fontExtraProperties: true }).promise
  return { deck, pdf }
}

type Pdf = Awaited<ReturnType<typeof open>>['pdf']

const pagesOf = (pdf: Pdf) => Promise.all(Array.from({ length: pdf.numPages }, (_, i) => pdf.getPage(i + 1)))

async function texts(pdf: Pdf): Promise<string[]> {
  return Promise.all((await pagesOf(pdf)).map(async p => (await p.getTextContent()).items.map(item => 'str' in item ? item.str : '').join(' ')))
}

/** Title and page (from 0) of every entry of the outline. */
async function outline(pdf: Pdf): Promise<{ title: string, page: number }[]> {
  return Promise.all(flat(await pdf.getOutline() as unknown as Entry[]).map(async e => ({ title: e.title, page: await pdf.getPageIndex(e.dest[0]) })))
}

async function fonts(pdf: Pdf): Promise<Font[]> {
  const found = new Map<string, Font>()
  for (const page of await pagesOf(pdf)) {
    const { fnArray, argsArray } = await page.getOperatorList()
    fnArray.forEach((fn, i) => {
      if (fn !== OPS.setFont)
        return
      const [name] = argsArray[i] as [string]
      found.set(name, page.commonObjs.get(name) as Font)
    })
  }
  return [...found.values()]
}

async function links(pdf: Pdf): Promise<string[]> {
  const annotations = (await Promise.all((await pagesOf(pdf)).map(p => p.getAnnotations()))).flat() as { url?: string }[]
  return annotations.flatMap(a => a.url ?? [])
}

describe.each(writtenModules.map(m => m.id))('pDF of %s', (id) => {
  it('has a page for every slide, and on it the slide\'s title as text that can be selected', async () => {
    const slides = await deckOutline(id)
    const { pdf, deck } = await open(id, 'slides')
    const pages = await texts(pdf)
    expect(pages).toHaveLength(slides.length)
    expect(deck.pages).toBe(slides.length)
    for (const slide of slides)
      expect(letters(pages[slide.no - 1]!)).toContain(letters(plain(slide.title)))
  })

  it.each(['slides', 'clicks', 'notes'] as const)('names its slides, word for word, in the outline of the edition «%s»', async (edition) => {
    const slides = await deckOutline(id)
    const { pdf } = await open(id, edition)
    const [pages, entries] = [await texts(pdf), await outline(pdf)]
    expect(entries.map(e => e.title)).toEqual(slides.map(s => plain(s.title)))
    for (const { title, page } of entries)
      expect(letters(pages[page]!)).toContain(letters(title))
  })

  it('embeds its fonts, so that Cyrillic looks the same everywhere', async () => {
    const { pdf } = await open(id, 'notes')
    const all = await fonts(pdf)
    // Another name here is a font of the machine that prints: some sign is in neither of ours.
    expect([...new Set(all.map(f => f.name.replace(/^[A-Z]{6}\+/, '')))].sort()).toEqual(['GolosText-Regular', 'JetBrainsMonoNL-Regular'])
    expect(all.filter(f => f.missingFile || !/^[A-Z]{6}\+/.test(f.name))).toEqual([])
  })

  it('says what it is, whose and in which language', async () => {
    const { info } = await (await open(id, 'slides')).pdf.getMetadata()
    expect(info).toMatchObject({ Title: `${moduleById(id).title}: слайды`, Author: 'Курс Debezium', Language: 'ru' })
  })

  it('leads to the published site, not to where it was printed', async () => {
    const urls = await links((await open(id, 'slides')).pdf)
    expect(urls).toContain(`${address}roadmap`)
    expect(urls.filter(u => /localhost|127\.0\.0\.1/.test(u))).toEqual([])
  })

  it('shows every step in the edition with clicks', async () => {
    const clicks = await open(id, 'clicks')
    expect(clicks.pdf.numPages).toBeGreaterThan((await deckOutline(id)).length)
  })

  it('has each slide with the whole of its notes on A4, numbered pages', async () => {
    const slides = await deckOutline(id)
    const { pdf } = await open(id, 'notes')
    const [pages, entries] = [await texts(pdf), await outline(pdf)]
    const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 })
    expect([Math.round(width), Math.round(height)]).toEqual([595, 842])
    slides.forEach((slide, i) => {
      const own = pages.slice(entries[i]!.page, entries[i + 1]?.page ?? pages.length).join(' ')
      const last = plain(slide.note.trim().split('\n').at(-1)!.replace(/\[click(?::\d+)?\]|\[([^\]]*)\]\([^)]*\)/g, '$1'))
      expect(letters(own), `slide ${slide.no}`).toContain(letters(last))
    })
    pages.forEach((text, i) => expect(text).toContain(`${i + 1} / ${pages.length}`))
  })

  it('is within its budget', async () => {
    for (const { edition, pages, bytes } of printed.filter(p => p.id === id))
      expect(bytes / pages, edition).toBeLessThanOrEqual(budgets.pdf.page)
  })
})
