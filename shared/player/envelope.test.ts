import { describe, expect, it } from 'vitest'
import { blocks, compareMessages, envelopeLines, fieldLines } from './envelope.ts'
import { kafkaMessage } from './testing.ts'

const all = new Set(blocks)

describe('an envelope', () => {
  it('begins with op and keeps the nesting', () => {
    expect(envelopeLines(kafkaMessage(), all).map(l => `${' '.repeat(l.indent)}${l.name} ${l.value}`)).toEqual(['op "u"', 'before null', 'after {', ' id 1', ' }', 'source {', ' lsn 32', ' }', 'ts_ms 9'])
  })

  it('folds a hidden block into one line, times together', () => {
    const lines = envelopeLines(kafkaMessage({ value: { ts_ms: 1, ts_us: 2, transaction: null, op: 'c', source: { a: 1 } } }), new Set(['op']))
    expect(lines.map(l => [l.name, l.folded])).toEqual([['op', undefined], ['source', 'source'], ['ts', 'ts']])
  })

  it('gives the fields that a slide asks for, if it has them', () => {
    expect(fieldLines(kafkaMessage(), ['after.id', 'before.id', 'op'])).toEqual([
      { path: 'op', name: 'op', indent: 0, value: '"u"' },
      { path: 'after.id', name: 'after.id', indent: 0, value: '1' },
    ])
  })

  it('of a tombstone is empty', () => {
    expect(envelopeLines(kafkaMessage({ value: null }), all)).toEqual([])
  })
})

describe('two messages', () => {
  const paid = kafkaMessage({ offset: 6, value: { op: 'u', before: null, after: { id: 1, status: 'paid' }, source: { lsn: 48 }, ts_ms: 9 } })

  it('are compared field by field', () => {
    expect(compareMessages(kafkaMessage(), paid, all).filter(f => f.differs)).toEqual([
      { path: 'offset', left: '5', right: '6', differs: true },
      { path: 'source.lsn', left: '32', right: '48', differs: true },
      { path: 'after.status', left: undefined, right: '"paid"', differs: true },
    ])
  })

  it('are not compared in hidden blocks', () => {
    expect(compareMessages(kafkaMessage(), paid, new Set(['op'])).map(f => f.path)).toEqual(['topic', 'partition', 'offset', 'key.id', 'op'])
  })

  it('may be a tombstone and no tombstone', () => {
    const found = compareMessages(kafkaMessage(), kafkaMessage({ value: null }), new Set(['op']))
    expect(found.filter(f => f.differs).map(f => [f.path, f.left, f.right])).toEqual([['op', '"u"', undefined], ['value', undefined, 'null']])
  })
})
