import type { Account } from '../probes/postgres.ts'
import type { Instance } from './image.ts'
import { cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { inSession } from '../probes/postgres.ts'

/** What a base backup leaves out, from the data folder: https://www.postgresql.org/docs/18/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP-DATA */
const left = new Set(['postmaster.pid', 'postmaster.opts', 'postgresql.auto.conf'])
const emptied = new Set(['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans'])

/**
 * A base backup of the primary, taken through the server's low-level interface: the binaries of the native engine have no
 * pg_basebackup, and the primary's files lie on this machine.
 */
export async function cloneFrom(it: Instance, data: string, account: Account): Promise<void> {
  const primary = { ...account, port: Number(it.service.environment.PRIMARY_PORT) }
  const slot = it.service.environment.PRIMARY_SLOT!
  const draft = `${data}.draft`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true, mode: 0o700 })
  await inSession(primary, async (ask) => {
    const [{ data_directory: source }] = await ask('show data_directory') as [{ data_directory: string }]
    await ask(`select pg_create_physical_replication_slot('${slot}', true) where not exists (select from pg_replication_slots where slot_name = '${slot}')`)
    await ask('select pg_backup_start(\'standby\', true)')
    copy(source, draft)
    const [{ labelfile }] = await ask('select labelfile from pg_backup_stop(false)') as [{ labelfile: string }]
    writeFileSync(join(draft, 'backup_label'), labelfile)
  }, 60_000)
  writeFileSync(join(draft, 'standby.signal'), '')
  renameSync(draft, data)
}

function copy(source: string, target: string): void {
  cpSync(source, target, {
    recursive: true,
    preserveTimestamps: true,
    filter: (file) => {
      const [folder, ...rest] = relative(source, file).split('/')
      return !(emptied.has(folder!) && rest.length > 0) && !left.has(basename(file))
    },
  })
  writeFileSync(join(target, 'postgresql.auto.conf'), '')
}

/** Where it streams from; `dbname` is what the synchronisation of slots logs in to. */
export function standbySettings(it: Instance, { user, password, database }: Account): string[] {
  const { PRIMARY_HOST: host, PRIMARY_PORT: port, PRIMARY_SLOT: slot } = it.service.environment
  const conninfo = `host=${host} port=${port} user=${user} password=${password} dbname=${database} application_name=${slot}`
  return ['-c', `primary_slot_name=${slot}`, '-c', `primary_conninfo=${conninfo}`]
}
