import type { Check } from './lane.ts'
import process from 'node:process'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { runLanes } from './lane.ts'

const check = (name: string, passed: number, failed: number, essential = false): Check => ({ name, essential, run: async () => ({ passed, failed, output: `${name} says` }) })

afterEach(() => vi.restoreAllMocks())

function listen(): () => string {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  return () => write.mock.calls.map(c => c[0]).join('')
}

describe('runLanes', () => {
  it('adds up what all lanes report', async () => {
    listen()
    expect(await runLanes([{ name: 'a', checks: [check('x', 3, 0), check('y', 2, 1)] }, { name: 'b', checks: [check('z', 4, 0)] }])).toEqual({ passed: 9, failed: 1 })
  })

  it('counts as failed what could not run, and says why', async () => {
    const said = listen()
    expect(await runLanes([{ name: 'a', checks: [check('build', 0, 1, true), check('pages', 5, 0)] }])).toEqual({ passed: 0, failed: 2 })
    expect(said()).toContain('pages: not run, because "build" failed')
  })

  it('counts a check that throws as failed and shows the error', async () => {
    const said = listen()
    const broken: Check = { name: 'x', run: () => Promise.reject(new Error('no such thing')) }
    expect(await runLanes([{ name: 'a', checks: [broken] }])).toEqual({ passed: 0, failed: 1 })
    expect(said()).toContain('no such thing')
  })

  it('shows output only of what failed', async () => {
    const said = listen()
    await runLanes([{ name: 'a', checks: [check('good', 1, 0), check('bad', 0, 1)] }])
    expect(said()).toContain('bad says')
    expect(said()).not.toContain('good says')
  })
})
