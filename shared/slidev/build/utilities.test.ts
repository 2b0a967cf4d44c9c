import { expect, it } from 'vitest'
import { styledParts } from './utilities.ts'

it('draws classes of what a deck shows, not of what it leaves out', () => {
  const parts = styledParts()
  expect(parts).toContain('internals/NavControls.vue')
  expect(parts).toContain('pages/presenter.vue')
  expect(parts.filter(p => /Drawing|Recording|export|Timer/.test(p))).toEqual([])
})
