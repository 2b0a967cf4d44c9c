import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deckOutline } from '../course/deck-outline.ts'
import { writtenModules } from '../course/index.ts'
import { dist } from './folders.ts'
import { printDecks } from './pdf.ts'

let folder: string
let files: string[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pdf-'))
  files = await printDecks(dist, writtenModules.map(m => m.id), folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Entry { title: string, items: Entry[] }

const titles = (entries: readonly Entry[]): string[] => entries.flatMap(e => [e.title, ...titles(e.items)])
const plain = (text: string) => text.replace(/[`*_]/g, '').replace(/\s+/g, ' ').trim()

async function read(file: string) {
  const pdf = await getDocument({ data: new Uint8Array(await readFile(file)), verbosity: 0 }).promise
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, async (_, i) => {
    const content = await (await pdf.getPage(i + 1)).getTextContent()
    return content.items.map(item => 'str' in item ? item.str : '').join(' ')
  }))
  return { pages, outline: titles(await pdf.getOutline() as Entry[] ?? []) }
}

describe.each(writtenModules.map((m, i) => ({ id: m.id, i })))('pDF of $id', ({ id, i }) => {
  it('has a page for every slide, the titles as outline, and Cyrillic that can be selected', async () => {
    const slides = await deckOutline(id)
    const { pages, outline } = await read(files[i]!)
    expect(pages).toHaveLength(slides.length)
    for (const slide of slides.filter(s => s.title)) {
      expect(outline.map(plain)).toContain(plain(slide.title))
      const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '')
      expect(letters(pages[slide.no - 1]!)).toContain(letters(plain(slide.title)))
    }
  })
})
