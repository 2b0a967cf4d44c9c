import { describe, expect, it } from 'vitest'
import { containers, stateOf, troubleOf } from './containers.ts'

const healthy = {
  ID: 'a',
  Name: 'debezium-course-kafka-1',
  Service: 'kafka',
  State: 'running',
  Health: 'healthy',
  ExitCode: 0,
  Labels: 'x',
}

describe('containers', () => {
  it('reads a line per container, the array of older versions, and nothing', () => {
    const line = JSON.stringify(healthy)
    expect(containers(`${line}\n${line}\n`)).toHaveLength(2)
    expect(containers(JSON.stringify([healthy]))).toEqual([
      expect.objectContaining({ Service: 'kafka' }),
    ])
    expect(containers('')).toEqual([])
  })
})

it.each([
  [healthy, 'running', undefined],
  [
    { ...healthy, Health: '' },
    'running',
    undefined,
  ],
  [
    { ...healthy, Health: 'unhealthy' },
    'running',
    /unhealthy/,
  ],
  [
    { ...healthy, State: 'paused' },
    'running',
    /paused/,
  ],
  [
    { ...healthy, State: 'exited', ExitCode: 137 },
    'stale',
    /137/,
  ],
  [
    { ...healthy, State: 'created' },
    'stopped',
    /created/,
  ],
] as const)('%o', (container, state, trouble) => {
  expect(stateOf(container)).toBe(state)
  const said = troubleOf(container)
  if (trouble)
    expect(said).toMatch(trouble)
  else
    expect(said).toBeUndefined()
})
