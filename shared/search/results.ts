import type { Hit } from './engine.ts'

/** Neighbours in the list of results that stand on one page. */
export interface ResultGroup {
  page: Hit['page']
  hits: Hit[]
}

const MOST_HITS = 20
const MOST_OF_PAGE = 3

/** The list as a reader sees it: best first, at most three places of a page, so that one chapter does not hide the others. */
export function listed(hits: readonly Hit[]): Hit[] {
  const count = new Map<string, number>()
  return hits.filter(({ page }) => {
    const seen = (count.get(page.path) ?? 0) + 1
    count.set(page.path, seen)
    return seen <= MOST_OF_PAGE
  }).slice(0, MOST_HITS)
}

/** The first `most` of the same list, with neighbours of one page under one heading. */
export function grouped(hits: readonly Hit[], most = MOST_HITS): ResultGroup[] {
  const groups: ResultGroup[] = []
  for (const hit of listed(hits).slice(0, most)) {
    const last = groups.at(-1)
    if (last?.page === hit.page)
      last.hits.push(hit)
    else
      groups.push({ page: hit.page, hits: [hit] })
  }
  return groups
}

/** Site path of a result, without the base: `/postgres/slots#trap`. */
export function pathOf({ page, anchor }: Hit): string {
  return anchor ? `${page.path}#${anchor}` : page.path
}
