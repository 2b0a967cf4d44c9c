import { describe, expect, it } from 'vitest'
import { crashFrames } from './at-least-once.ts'
import { failoverFrames } from './failover.ts'
import { interruptionFrames } from './interrupted-snapshot.ts'
import { lsnBytes, segmentName } from './lsn.ts'
import { offsetFrames } from './offset-key.ts'
import { raceFrames } from './race.ts'
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

describe('a snapshot cut off', () => {
  const tables = [{ name: 'a', chunks: 3 }, { name: 'b', chunks: 4 }]
  const frames = interruptionFrames({ tables, killed: 5, saved: 4 })

  it('begins again when it is the initial one, goes on from the saved chunk when incremental', () => {
    expect(frames[2]).toMatchObject({ worker: 'killed', initial: { read: [3, 2] }, incremental: { read: [3, 2] } })
    expect(frames[3]).toMatchObject({ initial: { read: [0, 0] }, incremental: { read: [3, 1] } })
  })

  it('repeats everything, or what the offset did not cover', () => {
    expect(frames.at(-1)).toMatchObject({ initial: { sent: 12 }, incremental: { sent: 8 } })
  })

  it('is refused when it is not half-way', () => {
    expect(() => interruptionFrames({ tables, killed: 7, saved: 4 })).toThrow('Not an interruption')
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

describe('a race of two transactions with a poller', () => {
  const steps = [
    { do: 'insert', who: 'slow', row: 122 },
    { do: 'insert', who: 'quick', row: 123 },
    { do: 'commit', who: 'quick' },
    { do: 'poll' },
    { do: 'commit', who: 'slow' },
    { do: 'poll' },
  ] as const
  const found = (race: Parameters<typeof raceFrames>[0]) => raceFrames(race).at(-1)!.polls.map(p => p.found)

  it('loses the row that was numbered first and committed last', () => {
    expect(found({ steps })).toEqual([[123], []])
    expect(raceFrames({ steps }).map(f => f.sessions.some(s => s.lost))).toEqual([false, false, false, false, true, true])
    expect(raceFrames({ steps }).at(-1)!.caption).toContain('122 не придёт никогда')
  })

  it('loses nothing when the poller waits for the oldest open transaction', () => {
    expect(found({ steps, safe: true })).toEqual([[], [122, 123]])
    expect(raceFrames({ steps, safe: true }).map(f => f.mark)).toEqual([121, 121, 121, 121, 121, 123])
  })

  it('loses nothing by luck when nobody polls in between', () => {
    expect(found({ steps: steps.filter((_, i) => i !== 3) })).toEqual([[122, 123]])
  })

  it('is refused when a session commits what it has not begun', () => {
    expect(() => raceFrames({ steps: [{ do: 'commit', who: 'slow' }] })).toThrow('no open transaction')
  })
})

describe('a renamed connector', () => {
  const frames = offsetFrames({ from: 'a', to: 'b', streamed: ['c', 'u'], rows: 2 })

  it('finds no offset under its new name, and snapshots again', () => {
    expect(frames.map(f => f.found)).toEqual([true, false, false, true, true])
    expect(frames[2]!.topic.join('')).toBe('curr')
    expect(frames[3]!.records.map(r => r.name + r.position)).toEqual(['aP', 'bQ'])
  })

  it('goes on with the stream when its position was carried over', () => {
    expect(frames.at(-1)).toMatchObject({ records: [{ name: 'b', position: 'P' }], topic: ['c', 'u', 'u'] })
  })

  it('is refused under its old name', () => {
    expect(() => offsetFrames({ from: 'a', to: 'a', streamed: [], rows: 1 })).toThrow('both names are "a"')
  })
})

describe('a failover', () => {
  const ends = (options: { synced: boolean, waits: boolean }) => {
    const last = failoverFrames({ written: 6, replayed: 4, ...options }).at(-1)!
    const text = (list: readonly { transaction: number, fate: string }[]) => list.map(h => `${h.transaction}${{ kept: '', lost: '!', missed: '?' }[h.fate]}`).join(' ')
    return { standby: text(last.standby.held), topic: text(last.topic), slot: last.slot }
  }

  it('leaves the topic equal to the new primary when the slot was synchronised and the stream waited', () => {
    expect(ends({ synced: true, waits: true })).toEqual({ standby: '1 2 3 4 7 8', topic: '1 2 3 4 7 8', slot: 'standby' })
  })

  it('leaves the topic ahead of the new primary when the stream did not wait', () => {
    expect(ends({ synced: true, waits: false })).toEqual({ standby: '1 2 3 4 7 8', topic: '1 2 3 4 5! 6! 7 8', slot: 'standby' })
  })

  it('loses what was written before a new slot when the slot was not synchronised', () => {
    expect(ends({ synced: false, waits: false })).toEqual({ standby: '1 2 3 4 7? 8', topic: '1 2 3 4 5! 6! 8', slot: 'new' })
  })

  it('is refused when the standby does not lag', () => {
    expect(() => failoverFrames({ written: 4, replayed: 4, synced: true, waits: true })).toThrow('has to lag')
  })
})
