import { describe, expect, it } from 'vitest'
import { deckChunk, importedBy } from './chunks.ts'

const decks = [{ id: 'one', before: 1, slides: { length: 9 } }, { id: 'two', before: 10, slides: { length: 5 } }]
const importers: Record<string, string[]> = {
  '/labs/a.txt?raw': ['/decks/slides/one/08-b.md__slidev_9.md?vue&type=script'],
  '/labs/both.txt?raw': ['/decks/slides/one/08-b.md__slidev_9.md', '/decks/slides/two/02-b.md__slidev_12.md'],
}
const chunk = (id: string) => deckChunk(id, decks, { getModuleInfo: module => importers[module] ? { importers: importers[module], importedIds: [] } : null })

describe('deckChunk', () => {
  it('puts four slides of a deck into a file, with all that is theirs', () => {
    expect([2, 5, 6, 11].map(no => chunk(`/decks/slides/x.md__slidev_${no}.md`))).toEqual(['one/slides-1', 'one/slides-1', 'one/slides-2', 'two/slides-1'])
    expect(chunk('/decks/slides/one/08-b.md__slidev_9.md?vue&type=style&index=0&lang.css')).toBe('one/slides-2')
    expect(chunk('/labs/a.txt?raw')).toBe('one/slides-2')
  })

  it('keeps the list of slides by itself', () => {
    expect(chunk('/@course-deck/two/list.js')).toBe('two/deck')
  })

  it('gives no deck what another one shows too, or what is nobody\'s', () => {
    expect(['/labs/both.txt?raw', '/labs/nobody.txt?raw', '/node_modules/vue/index.js', '/@course-deck/two/titles.md'].map(chunk)).toEqual([null, null, null, null])
  })
})

describe('importedBy', () => {
  it('follows imports all the way, and comes to an end', () => {
    const graph: Record<string, string[]> = { main: ['app', 'vue'], app: ['nav'], nav: ['app'], play: ['slide'], other: [] }
    const modules = { getModuleInfo: (id: string) => ({ importers: [], importedIds: graph[id] ?? [] }) }
    expect([...importedBy(['main', 'play'], modules)]).toEqual(['main', 'play', 'app', 'vue', 'slide', 'nav'])
  })
})
