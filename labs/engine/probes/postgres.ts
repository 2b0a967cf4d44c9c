import type { Socket } from 'node:net'
import { Buffer } from 'node:buffer'
import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { Scram } from './scram.ts'

export interface Account {
  port: number
  user: string
  password: string
  database: string
}

/** A row of a simple query: values as text, by column name. */
export type Row = Record<string, string | null>

/** An error the server sent, with its SQLSTATE. */
export class ServerError extends Error {
  readonly code: string

  constructor(message: string, code: string) {
    super(message)
    this.code = code
  }
}

/**
 * One statement over one connection to 127.0.0.1: enough to ask whether the server works and what its slots hold.
 * Speaks protocol 3.0 with SCRAM only, so that the engine needs no driver and no psql.
 *
 * @see https://www.postgresql.org/docs/18/protocol.html
 */
export async function query(account: Account, sql: string, timeout = 5000): Promise<Row[]> {
  return inSession(account, ask => ask(sql), timeout)
}

/** Sends one statement of a session and returns its rows. */
export type Ask = (sql: string) => Promise<Row[]>

/** Several statements over one connection: some things of the server last as long as the session that asked for them. */
export async function inSession<T>(account: Account, work: (ask: Ask) => Promise<T>, timeout = 5000): Promise<T> {
  const socket = connect({ host: '127.0.0.1', port: account.port, timeout })
  socket.on('timeout', () => socket.destroy(new Error(`PostgreSQL на порту ${account.port} молчит ${timeout} мс.`)))
  try {
    const scram = new Scram(account.password, randomBytes(18).toString('base64'))
    const answers = messages(socket)
    socket.write(startup(account))
    await untilReady(socket, scram, answers, account)
    return await work((sql) => {
      socket.write(message('Q', cstring(sql)))
      return untilReady(socket, scram, answers, account)
    })
  }
  finally {
    socket.destroy()
  }
}

/** Reads up to the server's «ready for query». @returns the rows on the way. */
async function untilReady(socket: Socket, scram: Scram, answers: AsyncIterator<Message>, { port }: Account): Promise<Row[]> {
  const rows: Row[] = []
  let columns: string[] = []
  for (let next = await answers.next(); !next.done; next = await answers.next()) {
    const { type, body } = next.value
    if (type === 'E')
      throw serverError(body)
    else if (type === 'R')
      authenticate(socket, scram, body)
    else if (type === 'T')
      columns = columnNames(body)
    else if (type === 'D')
      rows.push(row(columns, body))
    else if (type === 'Z')
      return rows
  }
  throw new Error(`PostgreSQL на порту ${port} закрыл соединение.`)
}

function authenticate(socket: Socket, scram: Scram, body: Buffer): void {
  const [ok, sasl, challenge, final] = [0, 10, 11, 12]
  const kind = body.readInt32BE(0)
  const text = body.toString('utf8', 4)
  if (kind === sasl) {
    socket.write(message('p', Buffer.concat([
      cstring('SCRAM-SHA-256'),
      int32(scram.first.length),
      Buffer.from(scram.first),
    ])))
  }
  else if (kind === challenge) {
    socket.write(message('p', Buffer.from(scram.final(text))))
  }
  else if (kind === final) {
    scram.verify(text)
  }
  else if (kind !== ok) {
    throw new Error(`PostgreSQL просит вход вида ${kind}, а лаборатория знает только scram-sha-256.`)
  }
}

interface Message { type: string, body: Buffer }

/** Cuts the stream into messages: a type, a length that counts itself, a body. */
async function* messages(socket: Socket): AsyncGenerator<Message> {
  let buffer = Buffer.alloc(0)
  for await (const chunk of socket) {
    buffer = Buffer.concat([buffer, chunk as Buffer])
    while (buffer.length >= 5 && buffer.length > buffer.readInt32BE(1)) {
      const end = 1 + buffer.readInt32BE(1)
      yield {
        type: String.fromCharCode(buffer[0]!),
        body: buffer.subarray(5, end),
      }
      buffer = buffer.subarray(end)
    }
  }
}

function startup({ user, database }: Account): Buffer {
  const version = int32(3 << 16)
  const pairs = [
    'user',
    user,
    'database',
    database,
    'application_name',
    'lab',
  ].map(cstring)
  const body = Buffer.concat([
    version,
    ...pairs,
    Buffer.alloc(1),
  ])
  return Buffer.concat([
    int32(body.length + 4),
    body,
  ])
}

function message(type: string, body: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(type),
    int32(body.length + 4),
    body,
  ])
}

function columnNames(body: Buffer): string[] {
  const names: string[] = []
  let at = 2
  for (let i = 0; i < body.readInt16BE(0); i++) {
    const end = body.indexOf(0, at)
    names.push(body.toString('utf8', at, end))
    // After the name: table, column, type, its size, its modifier, format.
    at = end + 1 + 18
  }
  return names
}

function row(columns: readonly string[], body: Buffer): Row {
  let at = 2
  return Object.fromEntries(columns.map((name) => {
    const size = body.readInt32BE(at)
    const from = at + 4
    at = from + Math.max(size, 0)
    return [
      name,
      size < 0
        ? null
        : body.toString('utf8', from, at),
    ]
  }))
}

function serverError(body: Buffer): ServerError {
  const fields = Object.fromEntries(body.toString('utf8').split('\0').filter(Boolean).map(field => [
    field[0],
    field.slice(1),
  ]))
  return new ServerError(fields.M ?? 'PostgreSQL сообщил об ошибке без текста.', fields.C ?? '')
}

function cstring(text: string): Buffer {
  return Buffer.from(`${text}\0`)
}

function int32(value: number): Buffer {
  const buffer = Buffer.alloc(4)
  buffer.writeInt32BE(value)
  return buffer
}
