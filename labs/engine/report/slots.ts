import type { Account, Row } from '../probes/postgres.ts'
import { query } from '../probes/postgres.ts'

export interface Slot {
  name: string
  active: boolean
  /** `reserved`, `extended`, `unreserved`, `lost`. */
  walStatus: string
  /** Bytes of WAL that the slot keeps on disk. */
  retained: number
}

const sql = `
select slot_name, active, coalesce(wal_status, '-') as wal_status,
       coalesce(pg_current_wal_lsn() - restart_lsn, 0)::bigint as retained
from pg_replication_slots order by slot_name`

export async function readSlots(account: Account): Promise<Slot[]> {
  return (await query(account, sql)).map(slot)
}

function slot(row: Row): Slot {
  return {
    name: row.slot_name!,
    active: row.active === 't',
    walStatus: row.wal_status!,
    retained: Number(row.retained),
  }
}
