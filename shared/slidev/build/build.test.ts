import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../../site/folders.ts'
import { slideChunk } from './chunks.ts'
import { pageCode } from './page-codes.ts'
import { inRussian, texts } from './russian-client.ts'
import { speakerNotes } from './speaker-notes.ts'

describe('slideChunk', () => {
  const importers: Record<string, string> = { '/labs/a.txt?raw': '/decks/slides/a/05-b.md__slidev_5.md?vue&type=script' }
  const chunk = (id: string) => slideChunk(id, { getModuleInfo: module => importers[module] ? { importers: [importers[module]] } : null })

  it('puts four slides into a file, with all that is theirs', () => {
    expect(['/@slidev/slides/1/md', '/@slidev/slides/4/md', '/@slidev/slides/5/md'].map(chunk)).toEqual(['slides-1', 'slides-1', 'slides-2'])
    expect(chunk('/decks/slides/a/12-b.md__slidev_12.md')).toBe('slides-3')
    expect(chunk('/labs/a.txt?raw')).toBe('slides-2')
  })

  it('leaves other modules alone', () => {
    expect(chunk('/node_modules/vue/index.js')).toBeNull()
    expect(chunk('/decks/slides/a/05-b.md__slidev_5.frontmatter')).toBeNull()
  })
})

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
  const data = (frontmatter: object, noteHTML: string) => `export const frontmatterData = ${JSON.stringify(frontmatter)}\nexport const meta = {\n  slide: {\n    ...(${JSON.stringify({ title: 'T', noteHTML, note: '' })}),\n  },\n}`
  function transformed(command: 'build' | 'serve', code: string): string {
    const plugin = speakerNotes() as unknown as { configResolved: (c: object) => void, transform: (code: string, id: string) => { code: string } }
    plugin.configResolved({ command })
    return plugin.transform(code, id).code
  }

  it('takes notes out of a built deck and leaves the minutes', () => {
    const built = transformed('build', data({}, `<p>${'слово '.repeat(260)}</p>`))
    expect(built).not.toContain('слово')
    expect(built).toContain('minutes: 2,')
    expect(built).toContain('loadNote: () => import(')
  })

  it('leaves notes where they are in development', () => {
    expect(transformed('serve', data({ minutes: 4 }, '<p>слово</p>'))).toMatch(/слово.*minutes: 4,/)
  })

  it('says when Slidev writes its data in another way', () => {
    expect(() => transformed('build', 'export const meta = {}')).toThrow('adapt speaker-notes.ts')
  })
})
