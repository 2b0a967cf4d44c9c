import { describe, expect, it } from 'vitest'
import { isStopWord, stem, termsOf, termsOfListing, wordsOf } from './words.ts'

const terms = (text: string) => termsOf(text).map(t => t.term)

describe('stem', () => {
  it.each([
    ['слот', 'слоты', 'слотами', 'слоту', 'Слотов'],
    ['публикация', 'публикации', 'публикациями', 'ПУБЛИКАЦИЮ'],
    ['журнал', 'журналом', 'журнала', 'журналы'],
    ['оффсет', 'оффсетами', 'оффсете'],
    ['зелёный', 'зеленый', 'зелёного'],
    ['retry', 'retries'],
    ['slot', 'slots'],
  ])('is shared by the forms of %s', (...forms) => {
    expect(new Set(forms.map(stem)).size).toBe(1)
  })

  it('keeps apart what only looks alike', () => {
    expect(stem('реплика')).not.toBe(stem('репликация'))
    expect(stem('право')).not.toBe(stem('правка'))
  })
})

describe('terms', () => {
  it('of a name are the name from each of its parts on, and the parts', () => {
    expect(terms('slot.max.retries')).toEqual(['slot.max.retries', 'max.retries', 'slot', 'max', 'retri'])
  })

  it('do not depend on how a name ties its parts', () => {
    expect(terms('wal_status')[0]).toBe('wal.status')
    expect(terms('wal-status')[0]).toBe('wal.status')
  })

  it('of two Russian words tied by a hyphen are the words', () => {
    expect(terms('таблица-пульс')).toEqual([stem('таблица'), stem('пульс')])
  })

  it('of a class are the class and the words of its name', () => {
    expect(terms('JsonConverter')).toEqual(['jsonconvert', 'json', 'convert'])
    expect(terms('PostgreSQL')).toHaveLength(1)
  })

  it('leave out function words of both languages, but not the two states of a row', () => {
    expect(terms('и the что with')).toEqual([])
    expect(terms('before и after')).toEqual(['befor', 'after'])
    expect(isStopWord('Которые')).toBe(true)
  })

  it('stand where their words stand', () => {
    const text = 'опция slot.max.retries'
    expect(termsOf(text).map(t => text.slice(t.from, t.to))).toEqual(['опция', 'slot.max.retries', 'max.retries', 'slot', 'max', 'retries'])
  })

  it('of a listing have no numbers, positions and hashes, but have SQLSTATEs', () => {
    expect(termsOfListing('0/1A2B3C8 | 2026-11-25 | 1234567 | e46edb4545a | 42501 | lsn').map(t => t.term)).toEqual(['42501', 'lsn'])
  })
})

it('reads names with the marks that tie them and without those that end a sentence', () => {
  expect(wordsOf('Опция `plugin.name`, слот.').map(w => w.text)).toEqual(['Опция', 'plugin.name', 'слот'])
})
