import { expect, it } from 'vitest'
import { withLines } from './listing.ts'

it('tells how many lines a listing has, so that its place can be kept', () => {
  const code = '<div class="language-sql" dir="ltr"><pre></pre></div>'
  expect(withLines(code, 'select 1\n')).toBe('<div style="--lines:1" class="language-sql" dir="ltr"><pre></pre></div>')
  expect(withLines(code, 'select 1\n\n, 2\n\n')).toContain('--lines:3"')
})
