import process from 'node:process'
import { expect, it } from 'vitest'
import { identify, isAlive, statFields } from './identity.ts'

it('reads state and start time behind a command name with spaces and parentheses', () => {
  const stat = '812 (Web (Co) ntent) S 1 812 812 0 -1 4194560 1 0 0 0 5 6 0 0 20 0 9 0 41234 100 200'
  expect(statFields(stat)).toEqual({ state: 'S', started: '41234' })
})

it('recognises itself', () => {
  expect(isAlive(identify(process.pid)!)).toBe(true)
})

it('does not take another process with the same number for the one that was started', () => {
  expect(isAlive({ pid: process.pid, started: 'another boot/1' })).toBe(false)
})

it('knows no process with a number that cannot be', () => {
  expect(identify(2 ** 30)).toBeUndefined()
})
