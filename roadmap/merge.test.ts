import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { merge } from './merge.ts'
import { emptyProgress, serialize } from './state.ts'
import { progressArbitrary } from './testing.ts'

const text = serialize

describe('merge', { timeout: 60_000 }, () => {
  it('does not depend on the order of the copies', () => {
    fc.assert(fc.property(progressArbitrary, progressArbitrary, (a, b) => {
      expect(text(merge(a, b))).toBe(text(merge(b, a)))
    }))
  })

  it('does not depend on who meets whom first', () => {
    fc.assert(fc.property(progressArbitrary, progressArbitrary, progressArbitrary, (a, b, c) => {
      expect(text(merge(merge(a, b), c))).toBe(text(merge(a, merge(b, c))))
    }))
  })

  it('changes nothing when a copy is met again', () => {
    fc.assert(fc.property(progressArbitrary, progressArbitrary, (a, b) => {
      const both = merge(a, b)
      expect(text(merge(both, a))).toBe(text(both))
      expect(text(merge(a, a))).toBe(text(a))
    }))
  })

  it('keeps every id of both copies, with the newest entry', () => {
    fc.assert(fc.property(progressArbitrary, progressArbitrary, (a, b) => {
      const both = merge(a, b)
      for (const id of [
        ...Object.keys(a.items),
        ...Object.keys(b.items),
      ])
        expect(both.items[id]?.at).toBe(Math.max(a.items[id]?.at ?? 0, b.items[id]?.at ?? 0))
    }))
  })

  it('lets a later untick win over an earlier tick', () => {
    const ticked = {
      ...emptyProgress(),
      items: {
        'postgres/slots': { done: true, at: 1 },
      },
    }
    const unticked = {
      ...emptyProgress(),
      items: {
        'postgres/slots': { done: false, at: 2 },
      },
    }
    expect(merge(ticked, unticked).items['postgres/slots']?.done).toBe(false)
  })
})
