import process from 'node:process'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { LabUnderTest } from './lab-under-test.ts'
import { identify } from './native/identity.ts'
import { isFree } from './ports.ts'
import { getJson } from './probes/http.ts'
import { query } from './probes/postgres.ts'
import { connectors } from './report/connectors.ts'
import { until } from './wait.ts'

let lab: LabUnderTest
function sql(text: string) {
  return query({
    port: lab.port('POSTGRES_PORT'),
    user: 'postgres',
    password: 'postgres',
    database: 'shop',
  }, text)
}
const connect = (path: string) => `http://127.0.0.1:${lab.port('CONNECT_PORT')}${path}`

/** The connector says where the database is only through the environment of the worker, as every connector of the course does. */
const connector = {
  'connector.class': 'io.debezium.connector.postgresql.PostgresConnector',
  'plugin.name': 'pgoutput',
  'database.hostname': '$' + '{env:POSTGRES_HOST}',
  'database.port': '$' + '{env:POSTGRES_PORT}',
  'database.dbname': '$' + '{env:POSTGRES_DB}',
  'database.user': 'postgres',
  'database.password': 'postgres',
  'topic.prefix': 'probe',
  'table.include.list': 'public.probe',
  'publication.autocreate.mode': 'filtered',
}

async function connectorRuns() {
  await until(async () => {
    const [found] = connectors(await getJson(connect('/connectors?expand=status')))
    expect(found).toMatchObject({
      state: 'RUNNING',
      tasks: ['RUNNING'],
    })
  }, { deadline: 60 })
}

beforeAll(async () => {
  lab = await LabUnderTest.create()
  const up = await lab.up()
  expect(up.text).toContain('Лаборатория готова')
  expect(up.exitCode).toBe(0)
})
afterAll(() => lab[Symbol.asyncDispose]())

it('prepares PostgreSQL as the course needs it', async () => {
  const [settings] = await sql(`select current_setting('wal_level') wal, current_setting('max_slot_wal_keep_size') keep, current_setting('timezone') zone,
    (select concat_ws(' ', datcollate, datlocprovider, datlocale) from pg_database where datname = 'shop') locale, (select count(*) from pg_stat_user_tables) tables`)
  expect(settings).toEqual({
    wal: 'logical',
    keep: '2GB',
    zone: 'UTC',
    locale: 'C b C.UTF-8',
    tables: '0',
  })
  await expect(query({
    port: lab.port('POSTGRES_PORT'),
    user: 'postgres',
    password: 'wrong',
    database: 'shop',
  }, 'select 1')).rejects.toThrow('password authentication failed')
})

it('leaves alone what works', async () => {
  const before = lab.services.map(it => lab.pidOf(it))
  expect((await lab.up()).exitCode).toBe(0)
  expect(lab.services.map(it => lab.pidOf(it))).toEqual(before)
})

it('shows the connector with its tasks and the slot with what it holds', async () => {
  await sql('create table probe (id int primary key)')
  const response = await fetch(connect('/connectors/probe/config'), {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(connector),
  })
  expect(await response.text()).toContain('PostgresConnector')
  await connectorRuns()
  await until(async () => {
    const { exitCode, text } = await lab.run('status')
    expect(text).toMatch(/✓ probe RUNNING, таски: RUNNING\n.*\n✓ debezium занят, reserved, удерживает/)
    expect(exitCode).toBe(0)
  }, { deadline: 30 })
})

it('reports a killed worker and repairs it', async () => {
  expect((await lab.run('kill', 'connect')).exitCode).toBe(0)
  expect(lab.stateOf('connect')).toBe('stale')
  const { exitCode, text } = await lab.run('status')
  expect(text).toMatch(/✗ connect +упала/)
  expect(exitCode).toBe(1)
  expect((await lab.up()).exitCode).toBe(0)
  await connectorRuns()
  expect((await lab.run('status')).exitCode).toBe(0)
})

it('repairs PostgreSQL and Kafka after kill -9 without losing their data', async () => {
  await sql('insert into probe values (1)')
  for (const service of ['postgres', 'kafka'])
    process.kill(lab.pidOf(service), 'SIGKILL')
  await until(async () => expect([
    lab.stateOf('postgres'),
    lab.stateOf('kafka'),
  ]).toEqual(['stale', 'stale']), { deadline: 10 })
  expect((await lab.up()).exitCode).toBe(0)
  expect(await sql('select id from probe')).toEqual([
    { id: '1' },
  ])
  expect(await getJson(connect('/connectors'))).toEqual(['probe'])
})

it('holds a paused service and lets it go on', async () => {
  expect((await lab.run('pause', 'connect')).exitCode).toBe(0)
  expect((await lab.run('status')).text).toMatch(/✗ connect +работает .*: /)
  expect((await lab.run('resume', 'connect')).exitCode).toBe(0)
  await connectorRuns()
})

it('says what there is to kill', async () => {
  expect((await lab.run('kill', 'conect')).text).toContain('Службы: postgres, kafka, connect')
})

it('does not move a running lab to another port', async () => {
  const { exitCode, text } = await lab.runWith({ KAFKA_PORT: '1' }, 'up')
  expect(text).toContain(`KAFKA_PORT=${lab.ports.KAFKA_PORT}`)
  expect(exitCode).toBe(1)
})

it('knows the ports of the running lab without being told', async () => {
  const ports = Object.fromEntries(Object.keys(lab.ports).map(name => [name, '1']))
  expect((await lab.runWith(ports, 'status')).text).toContain(`127.0.0.1:${lab.ports.KAFKA_PORT}`)
})

it('stops everything and keeps the data', async () => {
  const pids = lab.services.map(it => lab.pidOf(it))
  expect((await lab.run('down')).exitCode).toBe(0)
  expect(lab.services.map(it => lab.stateOf(it))).toEqual(['stopped', 'stopped', 'stopped'])
  expect(pids.filter(pid => identify(pid))).toEqual([])
  expect(await Promise.all(Object.values(lab.ports).map(port => isFree(Number(port))))).not.toContain(false)
  expect((await lab.run('status')).exitCode).toBe(1)
  await lab.up()
  expect(await sql('select id from probe')).toEqual([
    { id: '1' },
  ])
})

it('forgets everything on reset', async () => {
  expect((await lab.run('reset', '--without', 'jupyter')).exitCode).toBe(0)
  expect(await sql('select relname from pg_stat_user_tables')).toEqual([])
  expect(await getJson(connect('/connectors'))).toEqual([])
})
