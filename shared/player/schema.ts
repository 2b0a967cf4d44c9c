import * as v from 'valibot'

const text = v.pipe(v.string(), v.minLength(1))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
/** As PostgreSQL prints it; `0/0` is a position that is not known yet. */
const lsn = v.pipe(v.string(), v.regex(/^[0-9A-F]{1,8}\/[0-9A-F]{1,8}$/, 'not an LSN'))
const row = v.record(v.string(), v.unknown())

const walRecord = v.object({
  lsn,
  end_lsn: lsn,
  /** Null for a record of the server itself. */
  xid: v.nullable(count),
  /** Resource manager and type: `Heap INSERT`. */
  record: text,
  /** Table or index, as `regclass` prints it. */
  relation: v.nullable(text),
  /** Without the images of whole pages. */
  bytes: count,
})

const pgoutputMessage = v.object({
  lsn,
  message: text,
  /** With its schema. */
  table: v.optional(text),
  tables: v.optional(v.array(text)),
  old_key: v.optional(row),
  old: v.optional(row),
  new: v.optional(row),
})

const kafkaMessage = v.object({
  topic: text,
  partition: count,
  offset: count,
  key: v.nullable(row),
  /** The envelope; null for a tombstone. */
  value: v.nullable(row),
})

const stepSchema = v.object({
  /** What happened, in a sentence. */
  title: text,
  session: v.nullable(text),
  sql: v.array(text),
  /** What was done to the stand, if it was not SQL. */
  command: v.nullable(text),
  wal: v.array(walRecord),
  pgoutput: v.array(pgoutputMessage),
  slot: v.object({
    active: v.boolean(),
    restart_lsn: lsn,
    confirmed_flush_lsn: lsn,
    /** End of the journal. */
    end_lsn: lsn,
    retained_bytes: count,
    lag_bytes: count,
  }),
  /** What Connect has saved. */
  offset: v.object({ lsn, lsn_commit: lsn }),
  kafka: v.array(kafkaMessage),
  /** What the consumer holds of everything that the run has touched so far. */
  state: v.object({
    tables: v.array(v.object({ table: text, rows: count })),
    /** A row is null when it is deleted; `lsn` is of the change that it shows. */
    rows: v.array(v.object({ table: text, key: row, row: v.nullable(row), lsn })),
    next: v.array(v.object({ topic: text, partition: count, offset: count })),
    /** Repeats that were dropped. */
    repeats: count,
  }),
})

/** A run as `cdclab.replay` records it. */
export const runSchema = v.object({
  slot: text,
  steps: v.pipe(v.array(stepSchema), v.minLength(2, 'a run has at least two steps')),
})

export type Run = v.InferOutput<typeof runSchema>
export type Step = v.InferOutput<typeof stepSchema>
export type WalRecord = v.InferOutput<typeof walRecord>
export type PgoutputMessage = v.InferOutput<typeof pgoutputMessage>
export type KafkaMessage = v.InferOutput<typeof kafkaMessage>
export type State = Step['state']
