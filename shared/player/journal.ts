import type { Run, Step, WalRecord } from './schema.ts'
import { parseLsn } from './lsn.ts'

const changes = /^Heap (?:INSERT|UPDATE|HOT_UPDATE|DELETE|TRUNCATE)/

const signs = [
  { pattern: /^Heap INSERT/, sign: 'I', meaning: 'вставка' },
  { pattern: /^Heap (?:HOT_)?UPDATE/, sign: 'U', meaning: 'изменение' },
  { pattern: /^Heap DELETE/, sign: 'D', meaning: 'удаление' },
  { pattern: /^Heap TRUNCATE/, sign: 'T', meaning: 'truncate' },
  { pattern: /COMMIT$/, sign: 'C', meaning: 'COMMIT' },
  { pattern: /ABORT$/, sign: 'R', meaning: 'откат' },
  { pattern: /RUNNING_XACTS$/, sign: 'X', meaning: 'список открытых транзакций' },
]

/** Any other record. */
export const OTHER = '·'

/** Whether decoding does anything with a record: changes of the user's tables, ends of transactions, lists of open ones. */
export function isDecoded({ record, relation }: WalRecord): boolean {
  return changes.test(record) ? !relation?.startsWith('pg_') : /COMMIT$|ABORT$|RUNNING_XACTS$/.test(record)
}

/** A letter for a record and what it stands for. */
export function signOf({ record }: WalRecord): { sign: string, meaning: string } {
  return signs.find(s => s.pattern.test(record)) ?? { sign: OTHER, meaning: record }
}

/** What a step wrote beside the decoded records: kinds and how many, `Btree INSERT_LEAF × 2`. */
export function otherRecords(records: readonly WalRecord[]): string[] {
  const counts = new Map<string, number>()
  for (const r of records.filter(r => !isDecoded(r))) {
    const kind = r.relation?.startsWith('pg_toast') ? `${r.record} (TOAST)` : r.record
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return [...counts].map(([kind, n]) => n > 1 ? `${kind} × ${n}` : kind)
}

/** A record on the tape of the journal. */
export interface TapeRecord {
  lsn: string
  sign: string
  meaning: string
  table: string | null
  xid: number | null
  /** Step that wrote it. */
  step: number
  /** Step whose Kafka message carries it, if any does. */
  sent: number | undefined
}

/** The decoded records of a run in the order of the journal: transactions are interleaved in it. */
export function tapeOf({ steps }: Run): TapeRecord[] {
  const sent = new Map<number, number>()
  for (const [i, step] of steps.entries()) {
    for (const { value } of step.kafka) {
      const { lsn } = (value?.source ?? {}) as { lsn?: number }
      if (lsn !== undefined && !sent.has(lsn))
        sent.set(lsn, i)
    }
  }
  return steps.flatMap((step, i) => step.wal.filter(isDecoded).map(r => ({
    lsn: r.lsn,
    ...signOf(r),
    table: r.relation,
    xid: r.xid,
    step: i,
    sent: sent.get(parseLsn(r.lsn)),
  }))).sort((a, b) => parseLsn(a.lsn) - parseLsn(b.lsn))
}

/** Where a position stands on the tape: how many records begin before it. */
export function placeOn(tape: readonly TapeRecord[], lsn: string): number {
  const at = parseLsn(lsn)
  return tape.filter(r => parseLsn(r.lsn) < at).length
}

/** How far a position of the slot went in a step, in bytes. */
export function moved(before: Step | undefined, now: Step, position: 'restart_lsn' | 'confirmed_flush_lsn'): number {
  return before ? parseLsn(now.slot[position]) - parseLsn(before.slot[position]) : 0
}
