import { describe, expect, it } from 'vitest'
import { median, slowdown } from './lighthouse.ts'

describe('the slowdown of a machine', () => {
  it('is what the calculator of Lighthouse says of a desktop', () => {
    expect(slowdown(1300)).toBe(3)
    expect(slowdown(1533)).toBe(4)
    expect(slowdown(1999)).toBeCloseTo(6)
  })

  it('falls with the machine, and a machine slower than a phone stays as it is', () => {
    expect(slowdown(650)).toBe(1.5)
    expect(slowdown(100)).toBe(1)
  })
})

it('the median is one of those measured', () => {
  expect(median([{ score: 0.9 }, { score: 0.2 }, { score: 0.95 }, { score: 0.91 }, { score: 0.99 }], m => m.score)).toEqual({ score: 0.91 })
})
