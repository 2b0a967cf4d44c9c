import type { SearchIndex } from '../search-index.ts'

export async function fetchJson<T>(url: string): Promise<T> {
  const response = await fetch(url)
  if (!response.ok)
    throw new Error(`${url}: ${response.status}`)
  return await response.json() as T
}

const indexes = new Map<string, Promise<SearchIndex>>()

/**
 * The index of the site at `base`, fetched once; after a failure the next call tries again. Apart from the engine, so that
 * both may be on their way at the same time.
 */
export function fetchIndex(base: string): Promise<SearchIndex> {
  const index = indexes.get(base) ?? fetchJson<SearchIndex>(`${base}search/index.json`)
  indexes.set(base, index)
  index.catch(() => indexes.delete(base))
  return index
}
