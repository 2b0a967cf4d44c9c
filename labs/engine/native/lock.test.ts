import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { tryLock, unlock } from './lock.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab-lock-'))
  file = join(folder, 'run', 'lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

it('is taken once and names the holder', () => {
  expect(tryLock(file)).toBeUndefined()
  expect(tryLock(file)?.pid).toBe(process.pid)
  unlock(file)
  expect(tryLock(file)).toBeUndefined()
})

it.each([
  ['{"pid": 1, "started": "never"}'],
  ['half a li'],
])('takes over the lock of a dead process: %s', (text) => {
  tryLock(file)
  writeFileSync(file, text)
  expect(tryLock(file)).toBeUndefined()
})
