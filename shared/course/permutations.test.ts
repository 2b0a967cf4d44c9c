import { expect, it } from 'vitest'
import { cheapestOrder } from './permutations.ts'

/** Pairs that stand the wrong way round. */
const disorder = (order: readonly number[]) => order.reduce((sum, a, i) => sum + order.slice(i + 1).filter(b => b < a).length, 0)

it('finds the cheapest order of a few', () => {
  expect(cheapestOrder([3, 1, 2], disorder)).toEqual([1, 2, 3])
  expect(cheapestOrder([1, 2], () => 0)).toEqual([1, 2])
})

it('finds a good order of many, and comes to an end', () => {
  const many = Array.from({ length: 30 }, (_, i) => 29 - i)
  expect(cheapestOrder(many, disorder)).toEqual(many.toReversed())
})
