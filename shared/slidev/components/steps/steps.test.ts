import { describe, expect, it } from 'vitest'
import { crashFrames } from './at-least-once.ts'
import { lsnBytes, segmentName } from './lsn.ts'
import { rebalanceFrames } from './rebalance.ts'
import { walFrames } from './wal-files.ts'
import { watermarkFrames } from './watermarks.ts'

describe('an LSN', () => {
  it('is a number of bytes, in the file that PostgreSQL names', () => {
    expect(lsnBytes('16/B374D848')).toBe(97_500_059_720)
    expect(segmentName(lsnBytes('0/16106028'))).toBe('000000010000000000000016')
    expect(segmentName(lsnBytes('16/B374D848'))).toBe('0000000100000016000000B3')
  })

  it('is refused when it is none', () => {
    expect(() => lsnBytes('f')).toThrow('"f" is not an LSN')
  })
})

describe('a slot on WAL files', () => {
  const moment = (restart_lsn: string, confirmed_flush_lsn: string, current_lsn: string) => ({ restart_lsn, confirmed_flush_lsn, current_lsn, caption: '' })

  it('holds whole files from restart_lsn to the end', () => {
    const [first, last] = walFrames([moment('0/1400000', '0/1400000', '0/1800000'), moment('0/2400000', '0/2800000', '0/2800000')])
    expect(first!.files.map(f => f.state)).toEqual(['kept', 'future'])
    expect(first).toMatchObject({ restart: 12.5, end: 25, retained: 4 * 2 ** 20, lag: 4 * 2 ** 20 })
    expect(last!.files.map(f => f.state)).toEqual(['spare', 'kept'])
    expect(last).toMatchObject({ retained: 4 * 2 ** 20, lag: 0 })
  })

  it('keeps a file for one byte of it', () => {
    const [at, before] = walFrames([moment('0/2000000', '0/2000000', '0/2000010'), moment('0/1FFFFFF', '0/2000000', '0/2000010')])
    expect(at!.files.map(f => f.state)).toEqual(['spare', 'kept'])
    expect(before!.files.map(f => f.state)).toEqual(['kept', 'kept'])
  })

  it('is refused without moments', () => {
    expect(() => walFrames([])).toThrow('at least one row')
  })
})

describe('a crash before the offset is saved', () => {
  const frames = crashFrames({ events: 7, saved: 2, produced: 5 })
  const topic = (i: number) => frames.at(i)!.topic.map(d => `${d.event}${d.again ? '!' : ''}`).join(' ')

  it('loses nothing and repeats what the offset did not cover', () => {
    expect(topic(0)).toBe('1 2')
    expect(topic(2)).toBe('1 2 3 4 5')
    expect(topic(-1)).toBe('1 2 3 4 5 3! 4! 5! 6 7')
    expect(new Set(frames.at(-1)!.topic.map(d => d.event)).size).toBe(7)
  })

  it('begins again from the saved offset', () => {
    expect(frames.map(f => f.saved)).toEqual([2, 2, 2, 2, 2, 7])
    expect(frames.find(f => f.worker === 'restarted')).toMatchObject({ read: 2, topic: frames[2]!.topic })
  })

  it('is refused when it repeats nothing', () => {
    expect(() => crashFrames({ events: 5, saved: 3, produced: 3 })).toThrow('Not a crash that repeats')
  })
})

describe('a chunk of an incremental snapshot', () => {
  const rows = [{ key: '1', value: 'a' }, { key: '2', value: 'b' }, { key: '3', value: 'c' }]
  const frames = watermarkFrames({ rows, changes: [{ op: 'u', key: '2', value: 'B' }, { op: 'd', key: '3' }, { op: 'c', key: '9', value: 'z' }] })
  const buffer = (i: number) => frames.at(i)!.buffer.map(r => r.state).join(' ')

  it('opens its window between the watermarks', () => {
    expect(frames[0]!.wal.map(w => w.kind)).toEqual(['low'])
    expect(frames[2]!.wal.map(w => w.kind)).toEqual(['low', 'change', 'change', 'change', 'high'])
    expect(frames[2]).toMatchObject({ read: 1, topic: [] })
  })

  it('drops the row of each key that the stream has changed, and no other', () => {
    expect(buffer(3)).toBe('waiting dropped waiting')
    expect(buffer(4)).toBe('waiting dropped dropped')
    expect(buffer(5)).toBe('waiting dropped dropped')
    expect(buffer(6)).toBe('sent dropped dropped')
  })

  it('sends what is left after the changes, as reads', () => {
    expect(frames.at(-1)!.topic.map(e => e.op + e.key)).toEqual(['u2', 'd3', 'c9', 'r1'])
  })

  it('is refused when keys repeat', () => {
    expect(() => watermarkFrames({ rows: [rows[0]!, rows[0]!], changes: [] })).toThrow('told apart by their keys')
  })
})

describe('a rebalance', () => {
  const tasks = ['a', 'b', 'c', 'd']
  const view = (returns: boolean) => rebalanceFrames({ workers: ['X', 'Y'], tasks, returns }).map(f => `${f.workers.map(w => w.tasks.join('') || '-').join('/')} ${f.waiting.join('')}`.trim())

  it('keeps the tasks of a lost worker for its return', () => {
    expect(view(true)).toEqual(['ac/bd', 'ac/- bd', 'ac/- bd', 'ac/bd'])
  })

  it('gives them away when it stays out, without stopping those of the other', () => {
    expect(view(false)).toEqual(['ac/bd', 'ac/- bd', 'ac/- bd', 'acbd/-', 'ac/- bd', 'ac/bd'])
  })

  it('never runs a task twice or forgets one', () => {
    for (const returns of [true, false]) {
      for (const { workers, waiting } of rebalanceFrames({ workers: ['X', 'Y'], tasks, returns }))
        expect([...workers.flatMap(w => w.tasks), ...waiting].sort()).toEqual(tasks)
    }
  })

  it('is refused with nothing to move', () => {
    expect(() => rebalanceFrames({ workers: ['X', 'Y'], tasks: ['a'], returns: true })).toThrow('at least two tasks')
  })
})
