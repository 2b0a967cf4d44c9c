import type { KafkaMessage, Run, Step, WalRecord } from './schema.ts'
import { NOWHERE } from './lsn.ts'

/** A record of WAL; only what a test is about has to be said. */
export function walRecord(part: Partial<WalRecord> & Pick<WalRecord, 'lsn' | 'record'>): WalRecord {
  return { end_lsn: part.lsn, xid: 7, relation: 'orders', bytes: 50, ...part }
}

export function kafkaMessage(part: Partial<KafkaMessage> = {}): KafkaMessage {
  return { topic: 'shop.public.orders', partition: 0, offset: 5, key: { id: 1 }, value: { op: 'u', before: null, after: { id: 1 }, source: { lsn: 32 }, ts_ms: 9 }, ...part }
}

export function aStep(part: Partial<Step> = {}): Step {
  return {
    title: 'шаг',
    session: null,
    sql: [],
    command: null,
    wal: [],
    pgoutput: [],
    slot: { active: true, restart_lsn: '0/10', confirmed_flush_lsn: '0/10', end_lsn: '0/40', retained_bytes: 48, lag_bytes: 48 },
    offset: { lsn: NOWHERE, lsn_commit: NOWHERE },
    kafka: [],
    state: { tables: [], rows: [], next: [], repeats: 0 },
    ...part,
  }
}

/** Two tables, three steps: an order is written, its event comes, a product follows. */
export const shortRun: Run = {
  slot: 'shop_slot',
  steps: [
    aStep({ title: 'Заказ записан', session: 'магазин', sql: ['begin', 'update orders set status = 1'], wal: [walRecord({ lsn: '0/20', record: 'Heap UPDATE' }), walRecord({ lsn: '0/28', record: 'Btree INSERT_LEAF', relation: 'orders_pkey' })] }),
    aStep({
      title: 'Событие пришло',
      sql: ['commit'],
      wal: [walRecord({ lsn: '0/30', record: 'Transaction COMMIT', relation: null })],
      pgoutput: [{ lsn: '0/20', message: 'UPDATE', table: 'public.orders', new: { id: '1', comment: null } }],
      kafka: [kafkaMessage()],
      state: { tables: [{ table: 'orders', rows: 3 }], rows: [{ table: 'orders', key: { id: 1 }, row: { id: 1 }, lsn: '0/20' }], next: [{ topic: 'shop.public.orders', partition: 0, offset: 6 }], repeats: 0 },
    }),
    aStep({
      title: 'Товар',
      wal: [walRecord({ lsn: '0/38', record: 'Heap INSERT', relation: 'products' })],
      slot: { active: true, restart_lsn: '0/10', confirmed_flush_lsn: '0/38', end_lsn: '0/40', retained_bytes: 48, lag_bytes: 8 },
      kafka: [kafkaMessage({ topic: 'shop.public.products', offset: 2, value: { op: 'c', before: null, after: { id: 9 }, source: { lsn: 56 }, ts_ms: 10 } })],
    }),
  ],
}
