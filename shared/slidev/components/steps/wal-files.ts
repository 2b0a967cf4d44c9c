import { lsnBytes, SEGMENT, segmentName } from './lsn.ts'

/** What `pg_replication_slots` and `pg_current_wal_lsn()` said at one moment; LSNs as text. */
export interface SlotMoment {
  restart_lsn: string
  confirmed_flush_lsn: string
  current_lsn: string
  /** What has happened, in a sentence. */
  caption: string
}

/** Positions are percents of the ruler. */
export interface WalFile {
  name: string
  at: number
  until: number
  /** `spare`: wholly before restart_lsn, the next checkpoint may remove it; `future`: not written yet. */
  state: 'kept' | 'spare' | 'future'
}

export interface WalFrame {
  files: WalFile[]
  restart: number
  confirmed: number
  end: number
  /** Bytes that the slot holds, and that are not confirmed. */
  retained: number
  lag: number
  caption: string
}

/**
 * The moments on one ruler of whole WAL files, from the first that the slot ever needed to the one that was written last.
 * @throws if there are no moments, or a text in them is no LSN.
 */
export function walFrames(moments: readonly SlotMoment[]): WalFrame[] {
  const read = moments.map(m => ({ restart: lsnBytes(m.restart_lsn), confirmed: lsnBytes(m.confirmed_flush_lsn), end: lsnBytes(m.current_lsn), caption: m.caption }))
  if (!read.length)
    throw new Error('No moments: give at least one row of pg_replication_slots')
  const first = Math.floor(Math.min(...read.map(r => r.restart)) / SEGMENT)
  const last = Math.floor(Math.max(...read.map(r => r.end)) / SEGMENT)
  const width = (last - first + 1) * SEGMENT
  const percent = (bytes: number) => 100 * (bytes - first * SEGMENT) / width
  return read.map(({ restart, confirmed, end, caption }) => ({
    files: Array.from({ length: last - first + 1 }, (_, i) => {
      const from = (first + i) * SEGMENT
      const until = from + SEGMENT
      return { name: segmentName(from), at: percent(from), until: percent(until), state: until <= restart ? 'spare' : from > end ? 'future' : 'kept' }
    }),
    restart: percent(restart),
    confirmed: percent(confirmed),
    end: percent(end),
    retained: end - restart,
    lag: end - confirmed,
    caption,
  }))
}
