import { describe, expect, it } from 'vitest'
import { readRun } from './plugin.ts'
import { shortRun } from './testing.ts'

function broken(change: (run: { steps: Record<string, any>[] }) => void): string {
  const run = structuredClone(shortRun)
  change(run)
  return JSON.stringify(run)
}

describe('a recorded run', () => {
  it('is read as it is', () => {
    expect(readRun(JSON.stringify(shortRun), 'a.json')).toEqual(shortRun)
  })

  it.each([
    ['a position that is no LSN', broken(r => r.steps[1]!.slot.restart_lsn = '16'), 'steps.1.slot.restart_lsn: not an LSN'],
    ['a step without its messages', broken(r => delete r.steps[0]!.kafka), 'steps.0.kafka'],
    ['one step only', broken(r => r.steps.splice(1)), 'at least two steps'],
  ])('with %s stops the build, naming file and place', (_, json, message) => {
    expect(() => readRun(json, 'labs/x/recorded/replay-a.json')).toThrow(`labs/x/recorded/replay-a.json is no recorded run`)
    expect(() => readRun(json, 'labs/x/recorded/replay-a.json')).toThrow(message)
  })

  it('that is no JSON says so', () => {
    expect(() => readRun('{', 'b.json')).toThrow('b.json is no JSON')
  })
})
