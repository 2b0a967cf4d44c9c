import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { until } from '../wait.ts'
import { daemonState, launch, stop } from './daemon.ts'
import { identify } from './identity.ts'

let folder: string
let pidFile: string
const log = () => readFileSync(join(folder, 'log'), 'utf8')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab-daemon-'))
  pidFile = join(folder, 'pid')
})
afterEach(async () => {
  await stop(pidFile, 'SIGKILL', 5)
  rmSync(folder, { recursive: true })
})

function node(script: string) {
  return launch({
    file: process.execPath,
    args: ['-e', script],
  }, pidFile, join(folder, 'log'))
}

function pidOf(): number {
  return JSON.parse(readFileSync(pidFile, 'utf8')).pid
}

async function printed(word: string) {
  await until(async () => expect(log()).toContain(word), { deadline: 10, every: 20 })
}

it('starts, runs, stops', async () => {
  node('console.log("ready"); setInterval(() => {}, 1000)')
  await printed('ready')
  expect(daemonState(pidFile).kind).toBe('running')
  const pid = pidOf()
  await stop(pidFile, 'SIGTERM', 5)
  expect(identify(pid)).toBeUndefined()
  expect(daemonState(pidFile).kind).toBe('stopped')
})

it('kills a process that ignores the request, together with its children', async () => {
  const child = 'setInterval(() => {}, 1000)'
  node(`
    const { spawn } = require('node:child_process')
    process.on('SIGTERM', () => {})
    console.log('child', spawn(process.execPath, ['-e', ${JSON.stringify(child)}]).pid, 'ready')
    setInterval(() => {}, 1000)`)
  await printed('ready')
  const childPid = Number(/child (\d+)/.exec(log())![1])
  const pid = pidOf()
  await stop(pidFile, 'SIGTERM', 0.2)
  await until(async () => expect([
    identify(pid),
    identify(childPid),
  ]).toEqual([undefined, undefined]), { deadline: 5, every: 20 })
})

it('calls a process that died by itself stale, and says how it ended', async () => {
  const exited = node('process.exit(3)')
  expect(await exited).toBe('код 3')
  expect(daemonState(pidFile).kind).toBe('stale')
})

it('never touches a process that received the number of a dead one', async () => {
  writeFileSync(pidFile, JSON.stringify({ pid: process.pid, started: 'long ago' }))
  expect(daemonState(pidFile).kind).toBe('stale')
  await stop(pidFile, 'SIGKILL', 1)
  expect(daemonState(pidFile).kind).toBe('stopped')
})

it('calls a half-written pid file stale', () => {
  writeFileSync(pidFile, '{"pid": 12')
  expect(daemonState(pidFile).kind).toBe('stale')
})

it('reports a program that does not exist', async () => {
  const exited = launch({
    file: join(folder, 'absent'),
    args: [],
  }, pidFile, join(folder, 'log'))
  expect(await exited).toContain('ENOENT')
})
