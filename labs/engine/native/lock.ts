import type { Identity } from './identity.ts'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { identify, isAlive } from './identity.ts'

/** Undefined when the lock was taken, otherwise who holds it. The lock of a dead process is taken over. */
export function tryLock(file: string): Identity | undefined {
  mkdirSync(dirname(file), { recursive: true })
  try {
    writeFileSync(file, JSON.stringify(identify(process.pid)), { flag: 'wx' })
    return undefined
  }
  catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
      throw error
  }
  const holder = readHolder(file)
  if (holder && isAlive(holder))
    return holder
  rmSync(file, { force: true })
  return tryLock(file)
}

export function unlock(file: string): void {
  rmSync(file, { force: true })
}

function readHolder(file: string): Identity | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  }
  catch {
    return undefined
  }
}
