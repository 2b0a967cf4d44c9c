import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dockerMissing } from './docker/compose.ts'
import { LabUnderTest } from './lab-under-test.ts'
import { isFree } from './ports.ts'
import { getJson } from './probes/http.ts'

/** The same commands on the other engine. Runs wherever Docker does. */
describe.skipIf(await dockerMissing())('with Docker', () => {
  let lab: LabUnderTest
  beforeAll(async () => {
    lab = await LabUnderTest.create('docker')
    const { exitCode, text } = await lab.up()
    expect(text).toContain('движок docker')
    expect(exitCode).toBe(0)
  })
  afterAll(() => lab[Symbol.asyncDispose]())

  it('shows the services on the ports that were asked for', async () => {
    const { exitCode, text } = await lab.run('status')
    expect(text).toMatch(new RegExp(`✓ postgres +работает .*127\\.0\\.0\\.1:${lab.ports.POSTGRES_PORT}`))
    expect(text).toMatch(new RegExp(`✓ connect +работает .*127\\.0\\.0\\.1:${lab.ports.CONNECT_PORT}`))
    expect(exitCode).toBe(0)
  })

  it('reports a killed worker and repairs it', async () => {
    const name = /✓ connect +работает (\S+)/.exec((await lab.run('status')).text)![1]!
    await execa('docker', ['kill', name])
    const { exitCode, text } = await lab.run('status')
    expect(text).toMatch(/✗ connect +упала.*137/)
    expect(exitCode).toBe(1)
    expect((await lab.up()).exitCode).toBe(0)
    expect(await getJson(`http://127.0.0.1:${lab.port('CONNECT_PORT')}/connectors`)).toEqual([])
  })

  it('stops everything, what was asked for too', async () => {
    expect((await lab.run('start', 'standby')).exitCode).toBe(0)
    expect((await lab.run('down')).exitCode).toBe(0)
    expect((await lab.run('status')).exitCode).toBe(1)
    expect(await Promise.all(Object.values(lab.ports).map(port => isFree(Number(port))))).not.toContain(false)
  })
})
