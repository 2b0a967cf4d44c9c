import type { Kind, PageSections } from './page.ts'
import { describe, expect, it } from 'vitest'
import { SearchEngine } from './engine.ts'
import { grouped, listed, pathOf } from './results.ts'
import { searchFiles } from './search-index.ts'

function page(path: string, title: string, kind: Kind, ...sections: [heading: string | undefined, text: string][]): PageSections {
  return {
    path,
    title,
    kind,
    sections: sections.map(([heading, text], i) => ({ ...(heading && { heading }), anchor: heading ? `s${i}` : '', text, prose: text, names: /[a-z]+(?:[._][a-z]+)+/.exec(text)?.[0] ?? '', listings: '' })),
  }
}

const pages = [
  page('/slots', 'Слот репликации', 'chapter', [undefined, 'Диск тает.'], ['Предел', 'Опция max_slot_wal_keep_size.'], ['Повторы', 'Опция slot.max.retries.'], ['Конец', 'Слот.']),
  page('/wal', 'Журнал', 'chapter', [undefined, 'О журнале и о слоте.']),
  page('/access', 'Права', 'chapter', [undefined, ''], ['Отказы', 'permission denied to start WAL sender']),
  page('/troubleshooting', 'Неполадки', 'symptom', [undefined, ''], ['Таск упал', 'permission denied to start WAL sender']),
  page('/decks/slots/', 'Слайды', 'slide', ['Диск тает', 'Слот держит журнал.']),
]
const engine = new SearchEngine(searchFiles(pages, [['слот', 'slot'], ['журнал', 'WAL']]).index)
const first = (query: string) => pathOf(engine.search(query).hits[0]!)

describe('search', () => {
  it('ranks a title before a heading before text', () => {
    expect(first('слотами')).toBe('/slots')
    expect(first('предел')).toBe('/slots#s1')
  })

  it.each(['slot.max.retries', 'slot.max', 'max.retries', 'slot max retries', 'slot_max_retries', 'max.retr'])('finds an option by %s', (query) => {
    expect(first(query)).toBe('/slots#s2')
  })

  it('finds a message of an error among the symptoms', () => {
    expect(first('ERROR: permission denied to start WAL sender')).toBe('/troubleshooting#s1')
  })

  it('finds a notion by its other name', () => {
    expect(first('slots')).toBe('/slots')
  })

  it('sets misspelt words right and says so', () => {
    expect(engine.search('слооты')).toMatchObject({ instead: 'слот' })
    expect(engine.search('ckjn')).toMatchObject({ instead: 'слот' })
    expect(engine.search('слоты').instead).toBeUndefined()
  })

  it('finds nothing where there is nothing', () => {
    expect(engine.search('абракадабра').hits).toEqual([])
    expect(engine.search('').hits).toEqual([])
    expect(engine.search('«»…').hits).toEqual([])
  })

  it('marks the forms that were found', () => {
    expect([...engine.search('слотами').hits[0]!.terms]).toContain('слот')
  })
})

describe('results', () => {
  const { hits } = engine.search('слот опция диск')

  it('show at most three places of a page', () => {
    expect(hits.filter(h => h.page.path === '/slots')).toHaveLength(4)
    expect(listed(hits).filter(h => h.page.path === '/slots')).toHaveLength(3)
  })

  it('stand in groups in the same order', () => {
    expect(grouped(hits).flatMap(g => g.hits)).toEqual(listed(hits))
  })
})
