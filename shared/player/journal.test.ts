import { describe, expect, it } from 'vitest'
import { isDecoded, moved, otherRecords, placeOn, signOf, tapeOf } from './journal.ts'
import { parseLsn, renderLsn } from './lsn.ts'
import { aStep, shortRun, walRecord } from './testing.ts'

describe('an LSN', () => {
  it('is a number of bytes, and back', () => {
    expect(parseLsn('16/B374D848')).toBe(97500059720)
    expect(renderLsn(97500059720)).toBe('16/B374D848')
  })
})

describe('records of WAL', () => {
  it.each([
    ['Heap INSERT+INIT', 'orders', true],
    ['Heap HOT_UPDATE', 'orders', true],
    ['Heap LOCK', 'orders', false],
    ['Heap UPDATE', 'pg_class', false],
    ['Heap INSERT', 'pg_toast.pg_toast_25030', false],
    ['Transaction ABORT', null, true],
    ['Standby RUNNING_XACTS', null, true],
    ['Standby LOCK', null, false],
  ])('%s of %s', (record, relation, decoded) => {
    expect(isDecoded(walRecord({ lsn: '0/1', record, relation }))).toBe(decoded)
  })

  it('have a letter, or are told by their kind and number', () => {
    expect(signOf(walRecord({ lsn: '0/1', record: 'Heap HOT_UPDATE' })).sign).toBe('U')
    expect(otherRecords([walRecord({ lsn: '0/1', record: 'Btree INSERT_LEAF', relation: 'a' }), walRecord({ lsn: '0/2', record: 'Btree INSERT_LEAF', relation: 'b' }), walRecord({ lsn: '0/3', record: 'Heap INSERT', relation: 'pg_toast.pg_toast_1' })])).toEqual(['Btree INSERT_LEAF × 2', 'Heap INSERT (TOAST)'])
  })
})

describe('the tape', () => {
  const tape = tapeOf(shortRun)

  it('holds decoded records in the order of the journal, with the step that sent each', () => {
    expect(tape.map(r => [r.lsn, r.sign, r.sent])).toEqual([['0/20', 'U', 1], ['0/30', 'C', undefined], ['0/38', 'I', 2]])
  })

  it('puts a position behind the records that begin before it', () => {
    expect(['0/0', '0/20', '0/21', '0/38', '0/FF'].map(l => placeOn(tape, l))).toEqual([0, 0, 1, 2, 3])
  })

  it('shows later what was written earlier by a transaction that ended later', () => {
    const steps = [aStep({ wal: [walRecord({ lsn: '0/90', record: 'Heap UPDATE' })] }), aStep({ wal: [walRecord({ lsn: '0/50', record: 'Heap UPDATE' })] })]
    expect(tapeOf({ slot: 's', steps }).map(r => r.step)).toEqual([1, 0])
  })

  it('knows how far a position went', () => {
    expect(moved(undefined, shortRun.steps[0]!, 'restart_lsn')).toBe(0)
    expect(moved(shortRun.steps[1], shortRun.steps[2]!, 'confirmed_flush_lsn')).toBe(0x28)
  })
})
