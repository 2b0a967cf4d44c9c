import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../../site/folders.ts'
import { pageCode } from './page-codes.ts'
import { inRussian, texts } from './russian-client.ts'
import { slideData, speakerNotes } from './speaker-notes.ts'

describe('pageCode', () => {
  it('says the published address of a page, with a quiet zone around it', () => {
    const { page, url, size, path } = pageCode('postgres/index.md')
    expect(page).toBe('/postgres/')
    expect(url).toMatch(/^https:\/\/.+\/postgres\/$/)
    // The finder pattern begins after four light modules.
    expect(path).toMatch(/^M4 4h7v1h-7z/)
    expect(size).toBeGreaterThan(25)
  })

  it('leads nowhere but to pages', () => {
    expect(() => pageCode('postgres/nowhere.md')).toThrow('workbook/postgres/nowhere.md does not exist')
  })
})

describe('the texts of Slidev\'s controls', () => {
  const client = new Map(globSync(`${root}node_modules/@slidev/client/{internals,pages}/*.vue`).map(f => [basename(f), f]))

  it.each(Object.keys(texts))('of %s are all found', (file) => {
    expect(() => inRussian(file, readFileSync(client.get(file)!, 'utf8'))).not.toThrow()
  })

  it('are missed when Slidev has changed', () => {
    expect(() => inRussian('Goto.vue', '<input placeholder="Go">')).toThrow('Goto.vue of @slidev/client has no text')
  })
})

describe('speakerNotes', () => {
  const id = '/decks/slides/a/01-b.md__slidev_1.frontmatter'
  const code = (frontmatter: object, noteHTML: string) => `export const frontmatterData = ${JSON.stringify(frontmatter)}\nexport const meta = {\n  slide: {\n    ...(${JSON.stringify({ title: 'T', level: 1, noteHTML, note: '' })}),\n  },\n}`
  const spoken = `<p>${'слово '.repeat(260)}</p>`

  it('plans a slide by its notes, or as its frontmatter says', () => {
    expect(slideData(code({ layout: 'code' }, spoken), id)).toEqual({ frontmatter: { layout: 'code' }, slide: { title: 'T', level: 1, noteHTML: spoken, minutes: 2 } })
    expect(slideData(code({ minutes: 4 }, spoken), id).slide.minutes).toBe(4)
  })

  it('gives the minutes to a deck in development', () => {
    const { transform } = speakerNotes() as unknown as { transform: (code: string, id: string) => { code: string } }
    expect(transform(code({ minutes: 4 }, '<p>слово</p>'), id).code).toMatch(/слово.*minutes: 4,/)
  })

  it('says when Slidev writes its data in another way', () => {
    expect(() => slideData('export const meta = {}', id)).toThrow('adapt speaker-notes.ts')
  })
})
