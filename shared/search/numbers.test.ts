import fc from 'fast-check'
import { expect, it } from 'vitest'
import { packNumbers, unpackNumbers } from './numbers.ts'

it('gives back every list of numbers', () => {
  fc.assert(fc.property(fc.array(fc.nat()), (numbers) => {
    expect(unpackNumbers(packNumbers(numbers))).toEqual(numbers)
  }))
})

it('takes one character for a small number', () => {
  expect(packNumbers([0, 31, 32])).toHaveLength(4)
})

it('refuses what it did not write', () => {
  expect(() => unpackNumbers('A~')).toThrow('"~" at 1')
})
