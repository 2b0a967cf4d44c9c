import type { KafkaMessage, PgoutputMessage, Run, Step } from './schema.ts'
import { isDecoded } from './journal.ts'

/** The stations of a change, in its order. */
export const lanes = ['sql', 'wal', 'slot', 'kafka', 'python'] as const
export type Lane = (typeof lanes)[number]

/** `shop.public.orders` → `orders`. */
export function tableOf({ topic }: KafkaMessage): string {
  return topic.slice(topic.lastIndexOf('.') + 1)
}

function tablesOf(message: PgoutputMessage): string[] {
  return [...(message.tables ?? []), ...(message.table ? [message.table] : [])].map(t => t.slice(t.lastIndexOf('.') + 1))
}

/** Tables that a run touches, captured or not. */
export function runTables({ steps }: Run): string[] {
  const named = steps.flatMap(s => [
    ...s.wal.filter(r => isDecoded(r) && r.relation).map(r => r.relation!),
    ...s.pgoutput.flatMap(tablesOf),
    ...s.kafka.map(tableOf),
  ])
  return [...new Set(named)].sort()
}

/** What a step says about one table; ends of transactions belong to every table. */
export function onlyTable(step: Step, table: string): Step {
  const own = (name: string) => name === table
  return {
    ...step,
    wal: step.wal.filter(r => !r.relation || own(r.relation) || r.relation.startsWith(`${table}_`)),
    pgoutput: step.pgoutput.filter(m => !tablesOf(m).length || tablesOf(m).some(own)),
    kafka: step.kafka.filter(m => own(tableOf(m))),
    state: {
      ...step.state,
      tables: step.state.tables.filter(t => own(t.table)),
      rows: step.state.rows.filter(r => own(r.table)),
      next: step.state.next.filter(n => n.topic.endsWith(`.${table}`)),
    },
  }
}

/** Which stations a step has changed something at. */
export function touched(before: Step | undefined, now: Step): Set<Lane> {
  const differ = (part: (s: Step) => unknown) => !before || JSON.stringify(part(before)) !== JSON.stringify(part(now))
  return new Set(lanes.filter(lane => ({
    sql: now.sql.length > 0 || now.command !== null,
    wal: now.wal.length > 0,
    slot: now.pgoutput.length > 0 || differ(s => [s.slot.active, s.slot.restart_lsn, s.slot.confirmed_flush_lsn, s.offset]),
    kafka: now.kafka.length > 0,
    python: now.kafka.length > 0,
  })[lane]))
}

/** A message of a run, for choosing two of them. */
export interface RunEvent { step: number, message: KafkaMessage, label: string }

/** `u`, or `tombstone` for a message without a value. */
export function operationOf({ value }: KafkaMessage): string {
  return value ? String(value.op) : 'tombstone'
}

export function runEvents({ steps }: Run): RunEvent[] {
  return steps.flatMap((s, step) => s.kafka.map(message => ({
    step,
    message,
    label: `шаг ${step + 1}: ${operationOf(message)}, ${tableOf(message)}@${message.offset}`,
  })))
}
