import { expect, it } from 'vitest'
import { dealt } from './print.ts'

it('gives everyone about as much, and nobody nothing', () => {
  expect(dealt([1, 2, 3, 4, 5], 2)).toEqual([[1, 3, 5], [2, 4]])
  expect(dealt([1], 3)).toEqual([[1]])
})
