import { describe, expect, it } from 'vitest'
import { notions, sharedNames } from './aliases.ts'
import { Thesaurus } from './thesaurus.ts'
import { partsOf, wordsOf } from './words.ts'

describe('notions', () => {
  it('have each name once: a name of two would find the wrong one', () => {
    expect(sharedNames([['Слот', 'slot'], ['SLOT', 'гнездо']])).toEqual(['slot'])
    expect(sharedNames(notions())).toEqual([])
  })

  it('of the glossary bring the English name and what people say', () => {
    expect(notions()).toContainEqual(expect.arrayContaining(['пульс', 'heartbeat', 'хартбит']))
  })
})

describe('thesaurus', () => {
  const thesaurus = new Thesaurus([['слот', 'slot'], ['слот репликации', 'replication slot'], ['мониторинг', 'monitoring']])
  const match = (text: string) => thesaurus.match(wordsOf(text).flatMap(partsOf))

  it('knows a notion by any form of its name, the longest name first', () => {
    expect(match('слоты репликации сервера')).toMatchObject({ notion: ['слот репликации', 'replication slot'], length: 2 })
    expect(match('слотами')).toMatchObject({ length: 1 })
    expect(match('диск')).toBeUndefined()
  })

  it('knows a notion by a word that its name grew from', () => {
    expect(match('мониторить')).toMatchObject({ notion: ['мониторинг', 'monitoring'] })
  })

  it('tells the word that was meant', () => {
    expect(thesaurus.nearest('реплекации', 2)).toBe('репликации')
    expect(thesaurus.nearest('replcation', 2)).toBe('replication')
    expect(thesaurus.nearest('диск', 1)).toBeUndefined()
  })
})
