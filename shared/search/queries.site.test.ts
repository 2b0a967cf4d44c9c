import type { Hit } from './engine.ts'
import type { Query } from './queries.ts'
import type { SearchIndex } from './search-index.ts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { builds } from '../site/testing/sites.ts'
import { SearchEngine } from './engine.ts'
import { queries } from './queries.ts'
import { listed, pathOf } from './results.ts'

/** Places among which a reader must find what was asked for, and the share of queries for which that holds. */
const FIRST = 3
const SHARE = 0.98

const all = queries()
const index = JSON.parse(readFileSync(join(builds[0].folder, 'search/index.json'), 'utf8')) as SearchIndex
const engine = new SearchEngine(index)

function isFound(hit: Hit, { finds }: Query): boolean {
  return finds.some(path => path.includes('#') ? pathOf(hit) === path : hit.page.path === path)
}

function first(query: string): Hit[] {
  return listed(engine.search(query).hits).slice(0, FIRST)
}

describe('the list of queries', () => {
  it('has at least 150, none twice', () => {
    expect(all.length).toBeGreaterThanOrEqual(150)
    expect(new Set(all.map(q => q.query)).size).toBe(all.length)
  })

  it('names places that exist', () => {
    const places = new Set(index.pages.flatMap(p => [p.path, ...p.sections.map(([, anchor]) => `${p.path}#${anchor}`)]))
    expect(all.flatMap(q => q.finds).filter(path => !places.has(path))).toEqual([])
  })

  it(`leads to the right place within the first ${FIRST} results for ${SHARE * 100} % of queries`, () => {
    const missed = all.filter(q => !first(q.query).some(hit => isFound(hit, q)))
    const lines = missed.map(q => `«${q.query}» should find ${q.finds.join(' or ')}, finds ${first(q.query).map(pathOf).join(', ') || 'nothing'}`)
    console.log(`search: ${all.length - missed.length} of ${all.length} queries\n${lines.join('\n')}`)
    expect((all.length - missed.length) / all.length, lines.join('\n')).toBeGreaterThanOrEqual(SHARE)
  })
})
