import type { SearchIndex } from '../search-index.ts'
import { SearchEngine } from '../engine.ts'
import { indexVersion } from '../index-version.ts'

/** The site was published anew while this page was open: its scripts do not fit the new index. */
export class OutdatedPage extends Error {}

async function fetchJson<T>(url: string): Promise<T> {
  const response = await fetch(url)
  if (!response.ok)
    throw new Error(`${url}: ${response.status}`)
  return await response.json() as T
}

const engines = new Map<string, Promise<SearchEngine>>()

async function load(base: string): Promise<SearchEngine> {
  const index = await fetchJson<SearchIndex>(`${base}search/index.json`)
  if (index.version !== indexVersion)
    throw new OutdatedPage(`The index has version ${index.version}, this page reads ${indexVersion}`)
  return new SearchEngine(index)
}

/**
 * The engine for the site at `base`, loaded once; after a failure the next call tries again.
 * @throws OutdatedPage, or an error of the network
 */
export function loadEngine(base: string): Promise<SearchEngine> {
  const engine = engines.get(base) ?? load(base)
  engines.set(base, engine)
  engine.catch(() => engines.delete(base))
  return engine
}

/** The texts of a page's sections, in order. */
export function loadTexts(base: string, name: string): Promise<string[]> {
  return fetchJson(`${base}search/${name}`)
}
