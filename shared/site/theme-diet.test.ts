import { describe, expect, it } from 'vitest'
import { withoutUnused } from './theme-diet.ts'

describe('withoutUnused', () => {
  it('drops properties that nobody uses, and then those that only they used', () => {
    const css = ':root { --vp-a: 1; --vp-b: var(--vp-c); --vp-c: 2; --vp-d: url("data:image/svg+xml,%3Csvg%3E"); color: var(--vp-a); }'
    expect(withoutUnused(css, new Set())).toBe(':root { --vp-a: 1;    color: var(--vp-a); }')
  })

  it('keeps what others use, in every theme', () => {
    const css = ':root { --vp-a: 1; } .dark { --vp-a: 2; }'
    expect(withoutUnused(css, new Set(['--vp-a']))).toBe(css)
  })
})
