import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LabUnderTest } from './lab-under-test.ts'
import { freePorts, isFree } from './ports.ts'

let lab: LabUnderTest
beforeEach(async () => {
  lab = await LabUnderTest.create()
})
afterEach(() => lab[Symbol.asyncDispose]())

async function nothingRuns() {
  expect(lab.services.map(it => lab.stateOf(it))).toEqual(['stopped', 'stopped', 'stopped'])
  expect(await Promise.all(Object.values(lab.ports).map(port => isFree(Number(port))))).not.toContain(false)
}

it('refuses a busy port before it starts anything', async () => {
  const stranger = createServer().listen(lab.port('CONNECT_PORT'), '127.0.0.1')
  await once(stranger, 'listening')
  const { exitCode, text } = await lab.up()
  stranger.close()
  await once(stranger, 'close')
  expect(text).toContain(`Порт ${lab.ports.CONNECT_PORT} для connect занят: pid ${process.pid}, `)
  expect(text).toMatch(/CONNECT_PORT=\d+ .*npm run lab -- up --without jupyter --engine native/)
  expect(exitCode).toBe(1)
  await nothingRuns()
})

it('starts over half-initialised data', async () => {
  for (const service of ['postgres', 'kafka']) {
    mkdirSync(join(lab.folder, service, 'data.draft'), { recursive: true })
    writeFileSync(join(lab.folder, service, 'data.draft', 'PG_VERSION'), '')
  }
  expect((await lab.up()).text).toContain('Лаборатория готова')
})

it('names the service with damaged data and the way out, and the way out works', async () => {
  await lab.up()
  await lab.run('down')
  truncateSync(join(lab.folder, 'postgres', 'data', 'global', 'pg_control'), 0)
  const { exitCode, text } = await lab.up()
  expect(text).toMatch(/Служба postgres не запустилась \(.+\): .*(?:PANIC|FATAL):.*pg_control/)
  expect(text).toContain('npm run lab -- reset')
  expect(exitCode).toBe(1)
  await nothingRuns()
  expect((await lab.run('reset', '--without', 'jupyter')).exitCode).toBe(0)
})

it('stops on Ctrl-C what it has started', async () => {
  const up = lab.start([
    'up',
    '--engine',
    'native',
    '--without',
    'jupyter',
  ])
  for await (const line of up.iterable({ from: 'all' })) {
    if (line.includes('kafka готов'))
      up.kill('SIGINT')
  }
  expect((await up).exitCode).toBe(130)
  await nothingRuns()
  expect(existsSync(join(lab.folder, 'lab.json'))).toBe(false)
})

it('lets one command at a time change the lab', async () => {
  const first = lab.start([
    'up',
    '--engine',
    'native',
    '--without',
    'jupyter',
  ])
  for await (const line of first.iterable({ from: 'all' })) {
    if (line.includes('postgres готов'))
      expect((await lab.run('down')).text).toContain(`pid ${first.pid}`)
  }
  expect((await first).exitCode).toBe(0)
})

/** A machine where no program is found, JDKs off the path included. */
function nothing(empty: string): Record<string, string> {
  return { PATH: empty, JAVA_HOME: '', LAB_JAVAS: join(empty, 'java') }
}

describe('without what the engine needs', () => {
  let empty: string
  beforeEach(() => {
    empty = mkdtempSync(join(tmpdir(), 'lab-empty-'))
  })
  afterEach(() => rmSync(empty, { recursive: true, force: true }))

  it('says what to install when there is no Java', async () => {
    const { exitCode, text } = await lab.runWith(nothing(empty), 'up', '--engine', 'native')
    expect(text).toContain('нужна Java 17 или новее (не найдена): поставьте JDK')
    expect(exitCode).toBe(1)
  })

  it('says what is missing for each engine when neither can run', async () => {
    const { text } = await lab.runWith(nothing(empty), 'up')
    expect(text).toMatch(/С Docker: нет программы docker.*\n.*Без Docker: нужна Java.*\n.*Без Docker: нужен Maven.*\n.*Без Docker: нужен Python/)
  })

  it('says what it was fetching when there is no network, and leaves no trace of the attempt', async () => {
    const [closed] = await freePorts(1)
    const offline = `-Dmaven.repo.local=${empty} -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=${closed} -Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=${closed}`
    const { exitCode, text } = await lab.runWith({ MAVEN_OPTS: offline, KAFKA_VERSION: '0.0.0-absent' }, 'up', '--engine', 'native', '--without', 'jupyter')
    expect(text).toMatch(/Нет доступа к сети: не скачались kafka-0\.0\.0-absent\. Maven: .*Connect/)
    expect(exitCode).toBe(1)
    await nothingRuns()
  })
})
