import { describe, expect, it } from 'vitest'
import { onlyTable, runEvents, runTables, touched } from './run.ts'
import { shortRun } from './testing.ts'
import { bytes, slotNews } from './wording.ts'

const [written, came, product] = shortRun.steps as [typeof shortRun.steps[0], typeof shortRun.steps[0], typeof shortRun.steps[0]]

describe('a run', () => {
  it('names its tables', () => {
    expect(runTables(shortRun)).toEqual(['orders', 'products'])
  })

  it('can be read for one table: its rows, indexes and messages, and every COMMIT', () => {
    expect(onlyTable(written, 'orders').wal).toHaveLength(2)
    expect(onlyTable(came, 'products')).toMatchObject({ wal: [{ record: 'Transaction COMMIT' }], pgoutput: [], kafka: [], state: { tables: [], rows: [], next: [] } })
    expect(onlyTable(product, 'products').kafka).toHaveLength(1)
  })

  it('tells which stations a step has touched', () => {
    expect([...touched(undefined, written)]).toEqual(['sql', 'wal', 'slot'])
    expect([...touched(written, came)]).toEqual(['sql', 'wal', 'slot', 'kafka', 'python'])
    expect([...touched(written, { ...written, sql: [], wal: [] })]).toEqual([])
  })

  it('lists its messages for a choice', () => {
    expect(runEvents(shortRun).map(e => e.label)).toEqual(['шаг 2: u, orders@5', 'шаг 3: c, products@2'])
  })
})

describe('wording', () => {
  it('counts bytes', () => {
    expect([1, 22, 5, 1376].map(bytes)).toEqual(['1 байт', '22 байта', '5 байт', '1\u00A0376 байт'])
  })

  it('says which position moved', () => {
    expect(slotNews(undefined, written)).toBe('retained 48 байт, lag 48 байт.')
    expect(slotNews(came, product)).toBe('retained 48 байт, lag 8 байт. confirmed_flush_lsn сдвинулся на 40 байт, restart_lsn на месте.')
  })
})
