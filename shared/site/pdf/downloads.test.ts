import { expect, it } from 'vitest'
import { downloads, downloadsOf, megabytes } from './downloads.ts'
import { deckContents, plain } from './outline.ts'

const printed = [
  { id: 'postgres', edition: 'slides', file: '', pages: 28, bytes: 512_345 },
  { id: 'postgres', edition: 'clicks', file: '', pages: 49, bytes: 800_000 },
  { id: 'postgres', edition: 'notes', file: '', pages: 31, bytes: 1_234_567 },
] as const

it('says what a download is and what it weighs', () => {
  const all = downloads(printed)
  expect(all).toEqual({ postgres: [
    { path: '/pdf/postgres.pdf', text: 'PDF колоды, 0,5 МБ, 28 страниц' },
    { path: '/pdf/postgres-notes.pdf', text: 'PDF с заметками лектора, 1,2 МБ, 31 страница' },
  ] })
  expect(downloadsOf('postgres/index.md', all)).toHaveLength(2)
  expect(downloadsOf('postgres/slots.md', all)).toEqual([])
  expect(downloadsOf('roadmap.md', {})).toEqual([])
})

it('never says that a file weighs nothing', () => {
  expect(megabytes(1)).toBe('0,1 МБ')
})

const slide = (no: number, title: string, layout = 'default') => ({ no, title, layout, note: '', minutes: 1, content: '', file: '' })

it('puts slides under their section, each with its page', () => {
  const slides = [slide(1, 'Начало'), slide(2, 'Журнал', 'section'), slide(3, 'Что в `WAL`<br>и что нет'), slide(4, '')]
  expect(deckContents(slides, no => 2 * no)).toEqual([
    { title: 'Начало', page: 2, children: [] },
    { title: 'Журнал', page: 4, children: [
      { title: 'Что в WAL и что нет', page: 6, children: [] },
      { title: 'Слайд 4', page: 8, children: [] },
    ] },
  ])
})

it('reads a heading as it is shown', () => {
  expect(plain('**Слот** `wal_status`:\n *что* <kbd>x</kbd>')).toBe('Слот wal_status: что x')
})
