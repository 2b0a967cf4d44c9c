import type { Entry } from './packed-index.ts'
import MiniSearch from 'minisearch'
import { expect, it } from 'vitest'
import { miniSearchOptions, packIndex, unpackIndex } from './packed-index.ts'

const entries = ['Слот держит журнал `slot.max.retries`', 'Публикация и слоты', '', 'Оффсет, слотами, slot.name'].map((prose, id): Entry => ({
  id,
  title: id === 1 ? prose : '',
  heading: prose.slice(0, 12),
  page: 'Страница',
  names: '',
  prose,
  listings: 'pg_replication_slots',
}))

it('ranks after the journey as it did before', () => {
  const original = new MiniSearch(miniSearchOptions)
  original.addAll(entries)
  const { engine, terms } = unpackIndex(JSON.parse(JSON.stringify(packIndex(entries))))
  expect(terms).toContain('slot.max.retries')
  for (const term of terms) {
    const options = { prefix: true, fuzzy: 0.3 }
    expect(engine.search(term, options)).toEqual(original.search(term, options))
  }
})

it('may be empty', () => {
  expect(unpackIndex(packIndex([])).engine.search('слот')).toEqual([])
})
