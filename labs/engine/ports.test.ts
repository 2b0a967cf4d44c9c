import type { AddressInfo, Server } from 'node:net'
import type { Service } from './stack/compose.ts'
import { once } from 'node:events'
import { createServer } from 'node:net'
import process from 'node:process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePorts, isFree, refuseBusyPorts } from './ports.ts'

let server: Server
let busy: number
beforeEach(async () => {
  server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  busy = (server.address() as AddressInfo).port
})
afterEach(() => server.close())

function service(host: number, published = true): Service {
  return {
    name: 'postgres',
    image: 'postgres',
    tagged: 'postgres:18',
    environment: {},
    command: [],
    built: false,
    volumes: [],
    needs: [],
    profiles: [],
    ports: [
      {
        variable: 'POSTGRES_PORT',
        host,
        container: 5432,
        published,
      },
    ],
  }
}

describe('refuseBusyPorts', () => {
  it('names the port, the service, the holder and a command that works, with the ports already chosen', async () => {
    const refusal = refuseBusyPorts([
      service(busy),
    ], 'native', { KAFKA_PORT: '19092' })
    await expect(refusal).rejects.toThrow(`Порт ${busy} для postgres занят: pid ${process.pid}, `)
    const { remedy } = await refusal.catch(error => error)
    expect(remedy).toMatch(/KAFKA_PORT=19092 POSTGRES_PORT=\d+ npm run lab -- /)
    expect(await isFree(Number(/POSTGRES_PORT=(\d+)/.exec(remedy)![1]))).toBe(true)
  })

  it('lets free ports pass, and with Docker the ports of the inner network', async () => {
    const [free] = await freePorts(1)
    await expect(refuseBusyPorts([
      service(free!),
    ], 'native', {})).resolves.toBeUndefined()
    await expect(refuseBusyPorts([
      service(busy, false),
    ], 'docker', {})).resolves.toBeUndefined()
    await expect(refuseBusyPorts([
      service(busy, false),
    ], 'native', {})).rejects.toThrow()
  })
})

it('chooses different free ports', async () => {
  const ports = await freePorts(5)
  expect(new Set(ports).size).toBe(5)
  expect(await Promise.all(ports.map(isFree))).toEqual(Array.from({ length: 5 }).fill(true))
})
