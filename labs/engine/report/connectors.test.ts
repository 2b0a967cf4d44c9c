import { expect, it } from 'vitest'
import { connectors, rootCause } from './connectors.ts'

function answer(state: string, tasks: { id: number, state: string, trace?: string }[]) {
  return {
    shop: {
      status: {
        name: 'shop',
        connector: { state, worker_id: 'w' },
        tasks,
        type: 'source',
      },
    },
  }
}

it.each([
  [
    'works',
    answer('RUNNING', [
      { id: 0, state: 'RUNNING' },
    ]),
    undefined,
  ],
  [
    'runs without a single task',
    answer('RUNNING', []),
    'RUNNING, но тасков нет: коннектор ничего не читает',
  ],
  [
    'failed',
    answer('RUNNING', [
      { id: 0, state: 'FAILED', trace: 'ConnectException: x\n\tat y\nCaused by: PSQLException: no slot' },
    ]),
    'PSQLException: no slot',
  ],
  [
    'was stopped on purpose',
    answer('STOPPED', []),
    undefined,
  ],
  [
    'was paused on purpose',
    answer('PAUSED', [
      { id: 0, state: 'PAUSED' },
    ]),
    undefined,
  ],
])('a connector that %s', (_, status, trouble) => {
  expect(connectors(status)[0]!.trouble).toBe(trouble)
})

it('finds the deepest cause of a trace', () => {
  expect(rootCause('A\n\tat x\nCaused by: B\n\tat y\nCaused by: C\n\t... 5 more')).toBe('C')
  expect(rootCause('')).toBe('')
})
