import { describe, expect, it } from 'vitest'
import { paceOf, verdict } from './pace.ts'

const plan = [1, 2, 3]

describe('paceOf', () => {
  it('adds up the plan', () => {
    expect(paceOf(plan, 10, 2, 1)).toEqual({ slide: 2, begins: 1, ends: 3, planned: 6, deck: 10, behind: 0, reserve: 4 })
  })

  it('is on time anywhere within the slide', () => {
    expect([1, 2, 3].map(elapsed => paceOf(plan, 10, 2, elapsed).behind)).toEqual([0, 0, 0])
    expect([1, 2, 3].map(elapsed => paceOf(plan, 10, 2, elapsed).reserve)).toEqual([4, 4, 4])
  })

  it('is behind once the clock is past the slide, and eats the reserve', () => {
    expect(paceOf(plan, 10, 2, 4.5)).toMatchObject({ behind: 1.5, reserve: 2.5 })
    expect(paceOf(plan, 10, 2, 8)).toMatchObject({ behind: 5, reserve: -1 })
  })

  it('is ahead before the slide should begin, and gains reserve', () => {
    expect(paceOf(plan, 10, 3, 1)).toMatchObject({ behind: -2, reserve: 6 })
  })
})

describe('verdict', () => {
  const said = (no: number, elapsed: number) => verdict(paceOf(plan, 10, no, elapsed))

  it('says how one stands, to half a minute', () => {
    expect(said(2, 2)).toEqual({ state: 'on-time', text: 'по плану' })
    expect(said(2, 3.2)).toEqual({ state: 'on-time', text: 'по плану' })
    expect(said(2, 4.5)).toEqual({ state: 'behind', text: 'отстаёте на 1,5 мин' })
    expect(said(3, 1)).toEqual({ state: 'ahead', text: 'впереди на 2 мин' })
  })

  it('warns when the deck will not end in time', () => {
    expect(said(2, 8)).toEqual({ state: 'late', text: 'не успеваете: лишних 1 мин' })
  })
})
