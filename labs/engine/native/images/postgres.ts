import type { Account } from '../../probes/postgres.ts'
import type { Image, Instance } from '../image.ts'
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { query, ServerError } from '../../probes/postgres.ts'
import { cloneFrom, standbySettings } from '../standby.ts'

const noSuchDatabase = '3D000'

export default {
  image: 'postgres',
  artifacts: ['postgres'],

  async prepare(it, signal) {
    const data = join(it.folder, 'data')
    if (existsSync(data))
      await forgetDeadPostmaster(data)
    else if (!it.service.environment.PRIMARY_HOST)
      await initialise(it, data, signal)
  },

  async join(it) {
    const data = join(it.folder, 'data')
    if (!existsSync(data))
      await cloneFrom(it, data, account(it))
  },

  command: (it) => {
    // The first word is the program, as in the image; the rest are its settings.
    const [, ...settings] = it.service.command
    const standby = it.service.environment.PRIMARY_HOST ? standbySettings(it, account(it)) : []
    const place = [
      '-D',
      join(it.folder, 'data'),
      '-p',
      String(it.port(5432)),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
    ]
    return unprivileged(program(it, 'postgres'), [
      ...place,
      ...settings,
      ...standby,
    ])
  },

  async ready(it) {
    try {
      await query(account(it), 'select 1')
    }
    catch (error) {
      if (!(error instanceof ServerError && error.code === noSuchDatabase) || it.service.environment.PRIMARY_HOST)
        throw error
      // The image creates this database while it initialises; here there is no server at that moment.
      await query({
        ...account(it),
        database: 'postgres',
      }, `create database "${account(it).database}"`)
    }
  },

  deadline: 60,
  // Fast shutdown: the default, smart, waits for every client to leave.
  stopSignal: 'SIGINT',
  complaint: /\b(?:FATAL|PANIC|ERROR)\b|^initdb: error|^unshare: /,
} satisfies Image

function account(it: Instance): Account {
  const { POSTGRES_USER: user = 'postgres', POSTGRES_PASSWORD: password = '', POSTGRES_DB: database = user } = it.service.environment
  return {
    port: it.port(5432),
    user,
    password,
    database,
  }
}

/** What docker-entrypoint.sh of the image does. Beside the final place first: half an initdb is never mistaken for data. */
async function initialise(it: Instance, data: string, signal: AbortSignal): Promise<void> {
  const draft = `${data}.draft`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(it.folder, { recursive: true })
  const { user, password } = account(it)
  const passwordFile = join(it.folder, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  const extra = (it.service.environment.POSTGRES_INITDB_ARGS ?? '').split(/\s+/).filter(Boolean)
  const { file, args } = unprivileged(program(it, 'initdb'), [
    '-D',
    draft,
    '-U',
    user,
    `--pwfile=${passwordFile}`,
    '--no-sync',
    ...extra,
  ])
  await execa(file, args, { cancelSignal: signal }).finally(() => rmSync(passwordFile))
  appendFileSync(join(draft, 'pg_hba.conf'), '\nhost all all all scram-sha-256\nhost replication all all scram-sha-256\n')
  renameSync(draft, data)
}

/** After a crash PostgreSQL does not start while any process of this user has the number in postmaster.pid, whatever that process is. */
async function forgetDeadPostmaster(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file))
    return
  const pid = readFileSync(file, 'utf8').split('\n')[0]!
  const holder = await execa('ps', ['-o', 'args=', '-p', pid], { reject: false })
  if (holder.code !== 'ENOENT' && !holder.stdout.includes(data))
    rmSync(file)
}

/** PostgreSQL refuses to run as root. A user namespace gives it another number without another user on the machine. */
function unprivileged(file: string, args: readonly string[]) {
  return process.getuid?.() === 0
    ? {
        file: 'unshare',
        args: [
          '--user',
          '--map-user=1000',
          '--map-group=1000',
          file,
          ...args,
        ],
      }
    : {
        file,
        args: [...args],
      }
}

function program(it: Instance, name: string): string {
  return join(it.artifact('postgres'), 'bin', name)
}
