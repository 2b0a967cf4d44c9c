import { describe, expect, it } from 'vitest'
import { command, countJunit } from './checks.ts'

describe('countJunit', () => {
  it('counts what failed, broke or was skipped as failed', () => {
    expect(countJunit('<testsuites><testsuite name="pytest" errors="1" failures="2" skipped="1" tests="10" time="3">')).toEqual({ passed: 6, failed: 4 })
  })
})

describe('command', () => {
  it('takes the exit code for the verdict', async () => {
    expect(await command('good', 'true', []).run()).toMatchObject({ passed: 1, failed: 0 })
    expect(await command('bad', 'sh', ['-c', 'echo why; exit 3']).run()).toMatchObject({ passed: 0, failed: 1, output: 'why' })
  })

  it('a program that is not there has failed', async () => {
    expect(await command('absent', 'no-such-program', []).run()).toMatchObject({ passed: 0, failed: 1 })
  })
})
