import type { SearchWeight } from '../site/budgets.ts'
import type { SearchIndex } from './search-index.ts'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-chromium'
import { weighSite } from '../site/budgets.ts'
import { chromiumArgs, chromiumPath } from '../site/chromium.ts'
import { serveSite } from '../site/serve.ts'
import { SearchEngine } from './engine.ts'
import { queries } from './queries.ts'
import { grouped } from './results.ts'
import { snippet } from './snippet.ts'

/** Milliseconds that the listed queries take, one after another, in one process. */
export interface QueryTimes {
  queries: number
  median: number
  p95: number
  worst: number
}

export interface SearchBench {
  weight: SearchWeight
  /** Results and snippets, in Node. */
  later: QueryTimes
  /** In Chromium, from the key that opens the search to results of a query typed at once: scripts, index and all. */
  firstInBrowser: number
  /** In Chromium, from a changed query to its results laid out on the page. */
  laterInBrowser: QueryTimes
}

function times(all: readonly number[]): QueryTimes {
  const sorted = [...all].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
  return { queries: sorted.length, median: at(0.5), p95: at(0.95), worst: at(1) }
}

async function inNode(folder: string): Promise<QueryTimes> {
  const index = JSON.parse(await readFile(join(folder, 'search/index.json'), 'utf8')) as SearchIndex
  const texts = new Map(await Promise.all(index.pages.map(async p => [p.texts, JSON.parse(await readFile(join(folder, 'search', p.texts), 'utf8')) as string[]] as const)))
  const engine = new SearchEngine(index)
  return times(queries().map(({ query }) => {
    const started = performance.now()
    for (const { page, hits } of grouped(engine.search(query).hits))
      hits.forEach(hit => snippet(texts.get(page.texts)![hit.section]!, hit.terms))
    return performance.now() - started
  }))
}

/** Runs in the page: presses the search button, types a query and waits for results, laid out. */
async function opened(query: string): Promise<number> {
  const started = performance.now()
  const appeared = (selector: string) => new Promise<HTMLElement>((resolve) => {
    const look = (_: unknown, changes: MutationObserver) => {
      const element = document.querySelector<HTMLElement>(selector)
      if (!element)
        return
      changes.disconnect()
      resolve(element)
    }
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true })
  })
  document.querySelector<HTMLButtonElement>('.search-button')!.click()
  const input = await appeared('dialog.search[open] input') as HTMLInputElement
  const results = appeared('dialog.search [role=option]')
  input.value = query
  input.dispatchEvent(new Event('input', { bubbles: true }))
  await results.then(list => list.getBoundingClientRect())
  return performance.now() - started
}

/** Runs in the page: types another query, as a reader's browser would report it, and waits for its list, laid out. When the screen shows it is up to the machine's graphics. */
async function typed(query: string): Promise<number> {
  const input = document.querySelector<HTMLInputElement>('dialog.search input')!
  const started = performance.now()
  input.value = query
  input.dispatchEvent(new Event('input', { bubbles: true }))
  // Vue draws in a microtask that is queued by now.
  await Promise.resolve()
  document.querySelector('dialog.search')!.getBoundingClientRect()
  const ms = performance.now() - started
  // Nobody types the next before this frame is on the screen.
  await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  return ms
}

async function inBrowser(folder: string, base: string): Promise<Pick<SearchBench, 'firstInBrowser' | 'laterInBrowser'>> {
  const site = await serveSite(folder, base)
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumArgs })
  try {
    const page = await browser.newPage()
    await page.goto(`${site.url}postgres/slots`, { waitUntil: 'networkidle' })
    const firstInBrowser = await page.evaluate(opened, 'слот держит журнал')
    const later: number[] = []
    for (const { query } of queries())
      later.push(await page.evaluate(typed, query))
    return { firstInBrowser, laterInBrowser: times(later) }
  }
  finally {
    await browser.close()
    await site.close()
  }
}

/**
 * Measures the search of a built site.
 * @param folder of the site
 * @param base under which it was built, with slashes at both ends
 */
export async function benchSearch(folder: string, base: string): Promise<SearchBench> {
  const { search } = await weighSite(folder, base)
  return { weight: search, later: await inNode(folder), ...await inBrowser(folder, base) }
}
