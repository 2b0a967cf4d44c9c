import { describe, expect, it } from 'vitest'
import { documentLines, linesWith, parseDocuments, parseRecord, parseTable } from './recording.ts'

const table = `без пульса: коннектор RUNNING, lag 20 MB

slot_name | active | retained
----------+--------+---------
shop_slot | t      | 20 MB
old_slot  | f      |

журнал вырос на 61 MB
`

describe('a recording', () => {
  it('gives its table, whatever stands around it', () => {
    expect(parseTable(table)).toEqual([
      { slot_name: 'shop_slot', active: 't', retained: '20 MB' },
      { slot_name: 'old_slot', active: 'f', retained: '' },
    ])
  })

  it('without a table is refused', () => {
    expect(() => parseTable('таск FAILED\n')).toThrow('No table in the recording')
  })

  it('gives its first record', () => {
    expect(parseRecord('plugin | pgoutput\nxmin   |\n\nrolname | cdc\n')).toEqual({ plugin: 'pgoutput', xmin: '' })
  })

  it('gives its documents, on one line or on many', () => {
    expect(parseDocuments('{"op": null}\n{\n  "op": "c",\n  "after": {\n    "id": 1\n  }\n}\n')).toEqual([
      { op: null },
      { op: 'c', after: { id: 1 } },
    ])
  })

  it('gives the lines that are asked for, in the order of asking', () => {
    expect(linesWith('a: 1\nb: 2\nc: 3\n', ['c:', 'b:'])).toEqual(['c: 3', 'b: 2'])
    expect(() => linesWith('a: 1\n', ['d:'])).toThrow('No line with "d:"')
  })
})

describe('a line that the recorder broke', () => {
  it('is one again', () => {
    expect(linesWith('  ERROR:  cannot update table "visits"\n          because of that\n  HINT:  wait\n', ['ERROR', 'HINT'])).toEqual(['ERROR:  cannot update table "visits" because of that', 'HINT:  wait'])
  })
})

describe('a document', () => {
  const event = { topic: 'shop', key: { id: 1 }, value: { before: null, after: { id: 1, comment: 'long enough to be wrapped' }, op: 'c', ts_ms: 5 } }

  it('is shown by its fields, with what is left out as an ellipsis', () => {
    expect(documentLines(event, ['key', 'value.after', 'value.op']).map(l => `${' '.repeat(l.indent)}${l.name} ${l.value}`.trim())).toEqual([
      'key {"id":1}',
      'value { …',
      'after {',
      'id 1',
      'comment "long enough to be wrapped"',
      '}',
      'op "c"',
      '}',
    ])
  })

  it('without a field is refused', () => {
    expect(() => documentLines(event, ['value.source'])).toThrow('The document has no value.source')
  })
})
