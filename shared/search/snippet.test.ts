import { describe, expect, it } from 'vitest'
import { marked, snippet } from './snippet.ts'
import { stem } from './words.ts'

const show = (pieces: { text: string, hit: boolean }[]) => pieces.map(p => p.hit ? `[${p.text}]` : p.text).join('')
const terms = (...words: string[]) => new Set(words.map(stem))

describe('marked', () => {
  it('marks every form of a word', () => {
    expect(show(marked('Слоты: о слотах и слоте', terms('слот')))).toBe('[Слоты]: о [слотах] и [слоте]')
  })

  it('marks a name whole, or the part that was found', () => {
    expect(show(marked('опция slot.max.retries', new Set(['slot.max.retries', 'slot'])))).toBe('опция [slot.max.retries]')
    expect(show(marked('опция slot.max.retries', new Set(['slot'])))).toBe('опция [slot].max.retries')
  })

  it('gives all of the text back, whatever it holds', () => {
    const text = '<b>слот</b> & "слот" <script>'
    expect(marked(text, terms('слот')).map(p => p.text).join('')).toBe(text)
  })
})

describe('snippet', () => {
  const filler = 'Посторонние слова идут здесь одно за другим без конца. '.repeat(20)

  it('is cut around the place that has most of what was looked for', () => {
    const text = `${filler}Слот есть. ${filler}Слот держит журнал, и диск тает. ${filler}`
    expect(show(snippet(text, terms('слот', 'держит', 'журнал'), 120))).toMatch(/^…\[Слот\] \[держит\] \[журнал\], и диск тает\..* …$/)
  })

  it('is no longer than asked and ends between words', () => {
    const pieces = snippet(filler, terms('слова'), 100)
    const text = pieces.map(p => p.text).join('').replace(/^…| …$/g, '')
    expect(text.length).toBeLessThanOrEqual(100)
    expect(filler).toContain(`${text} `)
  })

  it('prefers prose to a listing that shows no more', () => {
    const prose = 'Слот держит журнал.'
    expect(show(snippet(`${prose}\nselect slot from слот`, terms('слот')))).toBe('[Слот] держит журнал.')
    expect(show(snippet(`${prose}\nselect wal_status`, new Set(['wal.status', 'statu'])))).toBe('select [wal_status]')
  })

  it('of a text without any of it is its beginning', () => {
    expect(show(snippet('Ни одного слова.', terms('слот')))).toBe('Ни одного слова.')
    expect(show(snippet('', terms('слот')))).toBe('')
  })
})
