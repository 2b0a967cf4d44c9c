import { SearchEngine } from '../engine.ts'
import { indexVersion } from '../index-version.ts'
import { fetchIndex, fetchJson } from './fetch-index.ts'

/** The site was published anew while this page was open: its scripts do not fit the new index. */
export class OutdatedPage extends Error {}

const engines = new Map<string, Promise<SearchEngine>>()

async function load(base: string): Promise<SearchEngine> {
  const index = await fetchIndex(base)
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
