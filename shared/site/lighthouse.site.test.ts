import { expect, inject, it } from 'vitest'
import { audit, kinds } from './lighthouse.ts'

// Performance is time, and time belongs to `npm run lighthouse`.
it('lighthouse finds nothing to improve in a page of each kind', async () => {
  const audited = await audit(kinds.map(k => inject('sites')['/']! + k), ['accessibility', 'best-practices', 'seo'])
  expect(audited.map(a => ({ url: a.url, scores: a.scores, faults: a.faults })))
    .toEqual(audited.map(a => ({ url: a.url, scores: { 'accessibility': 100, 'best-practices': 100, 'seo': 100 }, faults: [] })))
})
