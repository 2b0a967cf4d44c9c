import { describe, expect, it } from 'vitest'
import { unicodeRange } from './subset.ts'

describe('unicodeRange', () => {
  it('joins neighbours', () => {
    expect(unicodeRange('xcbaa')).toBe('U+61-63,U+78')
  })
})
