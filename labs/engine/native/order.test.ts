import { expect, it } from 'vitest'
import { inOrder } from './order.ts'

const after: Record<string, string[]> = {
  jupyter: ['connect', 'postgres'],
  connect: ['kafka'],
  kafka: [],
  postgres: [],
}

it('does each item once, after those it comes after', async () => {
  const done: string[] = []
  await inOrder(Object.keys(after), it => after[it]!, async it => void done.push(it))
  expect(done.toSorted()).toEqual([
    'connect',
    'jupyter',
    'kafka',
    'postgres',
  ])
  expect(done.indexOf('kafka')).toBeLessThan(done.indexOf('connect'))
  expect(done.at(-1)).toBe('jupyter')
})

it('does not begin what comes after a failure, but lets the rest finish', async () => {
  const done: string[] = []
  const work = async (it: string) => {
    if (it === 'kafka')
      throw new Error('kafka is down')
    done.push(it)
  }
  await expect(inOrder(Object.keys(after), it => after[it]!, work)).rejects.toThrow('kafka is down')
  expect(done).toEqual(['postgres'])
})
