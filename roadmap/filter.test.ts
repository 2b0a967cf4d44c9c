import type { Edition } from '../shared/changes/schema.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moduleIds, platforms, tracks, writtenModules } from '../shared/course/index.ts'
import { isFiltering, noFilter, readFilter, withFilter } from './filter.ts'
import { emptyProgress } from './state.ts'
import { moduleViews, shownItems } from './view.ts'

const filters = fc.record({
  track: fc.constantFrom(undefined, ...tracks),
  platforms: fc.subarray([...platforms]),
  unfinished: fc.boolean(),
  changed: fc.boolean(),
}, { noNullPrototype: true })

const read = (href: string) => readFilter(new URL(href).searchParams)

const log: Edition[] = [
  { version: '1.1.0', date: '2026-12-01', summary: '', reread: [{ part: 'wal', what: 'w' }] },
  { version: '1.0.0', date: '2026-11-25', summary: '', reread: [] },
]
const reader = { ...emptyProgress(), items: { 'postgres/wal': { done: true, at: 1, edition: '1.0.0' }, 'postgres/lab': { done: true, at: 1, edition: '1.0.0' } } }
const views = (query: string) => moduleViews(reader, readFilter(new URLSearchParams(query)), { postgres: log })
const shown = (query: string) => views(query).filter(v => v.shown).map(v => v.module.id)

describe('the filter in the address', () => {
  it('reads back as it was written', () => {
    fc.assert(fc.property(filters, (filter) => {
      expect(read(withFilter('https://example.org/roadmap', filter))).toEqual(filter)
    }))
  })

  it('is short, and leaves the rest of the address alone', () => {
    expect(withFilter('https://example.org/c/roadmap?done=a%2Fb#postgres', { ...noFilter(), track: 'practice', platforms: ['aws', 'gcp'], unfinished: true }))
      .toBe('https://example.org/c/roadmap?done=a%2Fb&track=practice&platform=aws,gcp&show=unfinished#postgres')
    expect(withFilter('https://example.org/roadmap?track=theory&show=changed#x', noFilter())).toBe('https://example.org/roadmap#x')
  })

  it('takes no notice of what it does not know', () => {
    fc.assert(fc.property(fc.webQueryParameters(), (query) => {
      expect(() => readFilter(new URLSearchParams(query))).not.toThrow()
    }))
    expect(isFiltering(read('https://example.org/?track=dance&platform=mysql,&show=all'))).toBe(false)
  })
})

describe('a filtered map', () => {
  it('without a filter has everything', () => {
    expect(shown('')).toEqual([...moduleIds])
  })

  it('by platform has the modules that work with any of them', () => {
    expect(shown('platform=aws')).toEqual(['aurora'])
    expect(shown('platform=aws,gcp')).toEqual(['aurora', 'gcp'])
  })

  it('of what is not finished leaves out what nobody can begin yet', () => {
    expect(shown('show=unfinished')).toEqual(writtenModules.map(m => m.id))
  })

  it('of what changed has the module, and of its parts the one', () => {
    expect(shown('show=changed')).toEqual(['postgres'])
    const postgres = views('show=changed').find(v => v.module.id === 'postgres')!
    expect(shownItems(postgres, readFilter(new URLSearchParams('show=changed')), () => true).map(i => i.id)).toEqual(['postgres/wal'])
    expect(shown('show=changed&track=practice')).toEqual([])
  })
})
