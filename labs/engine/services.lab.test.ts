import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { labsFolder } from './folders.ts'
import { LabUnderTest } from './lab-under-test.ts'
import { getJson } from './probes/http.ts'
import { query } from './probes/postgres.ts'
import { until } from './wait.ts'

/** Services beyond the core, each asked for by name; all at once, which is more than any lab asks for. */
const extra = ['standby', 'connect-2', 'registry', 'pubsub', 'prometheus']

let lab: LabUnderTest
const url = (variable: string, path: string) => `http://127.0.0.1:${lab.port(variable)}${path}`
function sql(variable: string, text: string) {
  return query({ port: lab.port(variable), user: 'postgres', password: 'postgres', database: 'shop' }, text)
}

beforeAll(async () => {
  lab = await LabUnderTest.create()
  const { exitCode, text } = await lab.run('up', '--without', 'jupyter', ...extra.flatMap(name => ['--with', name]))
  expect(text).toContain('Лаборатория готова')
  expect(exitCode).toBe(0)
})
afterAll(() => lab[Symbol.asyncDispose]())

it('standby streams from the primary and keeps a slot with failover', async () => {
  await sql('POSTGRES_PORT', 'create table travels (id int primary key); insert into travels values (7)')
  await until(async () => expect(await sql('STANDBY_PORT', 'select id, pg_is_in_recovery() as standby from travels')).toEqual([{ id: '7', standby: 't' }]), { deadline: 30 })
  await sql('POSTGRES_PORT', 'select pg_create_logical_replication_slot(\'kept\', \'pgoutput\', false, false, true)')
  await until(async () => expect(await sql('STANDBY_PORT', 'select synced from pg_replication_slots where slot_name = \'kept\'')).toEqual([{ synced: 't' }]), { deadline: 60, every: 500 })
  await sql('POSTGRES_PORT', 'select pg_drop_replication_slot(\'kept\')')
})

it('both workers belong to one group', async () => {
  const cluster = async (variable: string) => (await getJson(url(variable, '/')) as { kafka_cluster_id: string }).kafka_cluster_id
  expect(await cluster('CONNECT2_PORT')).toBe(await cluster('CONNECT_PORT'))
  expect(await getJson(url('CONNECT2_PORT', '/connectors'))).toEqual([])
})

it('the registry takes a schema', async () => {
  const answer = await fetch(url('REGISTRY_PORT', '/apis/ccompat/v7/subjects/probe-value/versions'), {
    method: 'POST',
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
    body: JSON.stringify({ schema: '{"type": "string"}' }),
  })
  expect(await answer.json()).toMatchObject({ id: expect.any(Number) })
})

it('prometheus scrapes the worker and has the course\'s rules', async () => {
  interface Answer { data: { result: { value: [number, string] }[] } }
  await until(async () => {
    const { data } = await getJson(url('PROMETHEUS_PORT', '/api/v1/query?query=up%7Bjob%3D%22connect%22%7D')) as Answer
    expect(data.result.map(it => it.value[1])).toEqual(['1'])
  }, { deadline: 30, every: 500 })
  const rules = await getJson(url('PROMETHEUS_PORT', '/api/v1/rules')) as { data: { groups: { rules: unknown[] }[] } }
  expect(rules.data.groups.flatMap(group => group.rules)).toHaveLength(readFileSync(join(labsFolder, 'stand/rules.yml'), 'utf8').match(/- alert:/g)!.length)
})

it('a service is made anew without touching the others', async () => {
  const before = lab.pidOf('postgres')
  expect((await lab.run('recreate', 'standby')).exitCode).toBe(0)
  expect(lab.pidOf('postgres')).toBe(before)
  await until(async () => expect(await sql('STANDBY_PORT', 'select pg_is_in_recovery() as standby')).toEqual([{ standby: 't' }]), { deadline: 30 })
})

it('says which services exist with Docker only', async () => {
  const { exitCode, text } = await lab.run('start', 'grafana')
  expect(text).toContain('есть только с Docker')
  expect(exitCode).toBe(1)
})
