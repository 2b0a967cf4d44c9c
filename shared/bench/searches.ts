import type { Hit } from '../search/engine.ts'
import type { Query } from '../search/queries.ts'
import type { SearchIndex } from '../search/search-index.ts'
import type { Row } from './report.ts'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import MiniSearch from 'minisearch'
import { createIndex, close as endPagefind } from 'pagefind'
import { chromium } from 'playwright-chromium'
import { Bench } from 'tinybench'
import { SearchEngine } from '../search/engine.ts'
import { pageSections } from '../search/page-sections.ts'
import { queries } from '../search/queries.ts'
import { listed } from '../search/results.ts'
import { benchSearch } from '../search/search.bench.ts'
import { chromiumArgs, chromiumPath } from '../site/chromium.ts'
import { dist } from '../site/folders.ts'
import { serveSite } from '../site/serve.ts'

const FIRST = 3
const gz = (data: string | Uint8Array) => gzipSync(data, { level: 9 }).length

async function pages(): Promise<{ file: string, html: string }[]> {
  const files = (await readdir(dist, { recursive: true })).filter(f => f.endsWith('.html') && !/^(?:decks|labs)\/|404/.test(f))
  return Promise.all(files.map(async file => ({ file, html: await readFile(join(dist, file), 'utf8') })))
}

/** The share of queries with the wanted page among the first three. Anchors are ours alone: for all engines the page counts. */
function found(all: readonly Query[], search: (query: string) => string[]): number {
  const right = all.filter(({ query, finds }) => search(query).slice(0, FIRST).some(path => finds.some(f => f.split('#')[0] === path)))
  return right.length / all.length
}

/** MiniSearch as VitePress's local search sets it up: no stemmer, prefixes and misspellings. */
function miniSearch(sources: Awaited<ReturnType<typeof pages>>): MiniSearch {
  const index = new MiniSearch({ fields: ['title', 'titles', 'text'], storeFields: ['title', 'titles', 'path'], searchOptions: { fuzzy: 0.2, prefix: true, boost: { title: 4, text: 2, titles: 1 } } })
  const sections = sources.flatMap(({ file, html }) => {
    const { path, title, sections } = pageSections(file.replace(/\.html$/, '.md'), html)
    return sections.map((s, i) => ({ id: `${path}#${s.anchor || i}`, path, title: s.heading ?? title, titles: title, text: s.text }))
  })
  index.addAll(sections)
  return index
}

interface Pagefind { index: number, first: number, later: number, share: number }

/** Pagefind as it comes, in Chromium; the bytes are those that the first query loads. */
async function pagefind(sources: Awaited<ReturnType<typeof pages>>, all: readonly Query[]): Promise<Pagefind> {
  const { index } = await createIndex({ forceLanguage: 'ru' })
  for (const { file, html } of sources)
    await index!.addHTMLFile({ sourcePath: file, content: html })
  await index!.writeFiles({ outputPath: join(dist, 'pagefind') })
  await endPagefind()
  const site = await serveSite(dist, '/')
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumArgs })
  try {
    const page = await browser.newPage({ bypassCSP: true })
    await page.goto(site.url)
    let bytes = 0
    page.on('response', async r => r.url().includes('/pagefind/') && (bytes += /\.(?:js|json)$/.test(r.url()) ? gz(await r.body()) : (await r.body()).length))
    const ask = (query: string) => page.evaluate(async ({ query, first }) => {
      const started = performance.now()
      const engine = await import(/* @vite-ignore */ `${location.origin}/pagefind/pagefind.js`)
      const { results } = await engine.search(query)
      const data = await Promise.all(results.slice(0, first).map((r: { data: () => Promise<{ url: string }> }) => r.data())) as { url: string }[]
      return { ms: performance.now() - started, paths: data.map(d => d.url.replace(/\.html$/, '').replace(/\/index$/, '/')) }
    }, { query, first: FIRST })
    const first = await ask(all[0]!.query)
    await page.waitForLoadState('networkidle')
    const index = bytes
    const answers = new Map<string, { ms: number, paths: string[] }>()
    for (const { query } of all)
      answers.set(query, await ask(query))
    const sorted = [...answers.values()].map(a => a.ms).sort((a, b) => a - b)
    return { index, first: first.ms, later: sorted[Math.floor(sorted.length / 2)]!, share: found(all, q => answers.get(q)!.paths) }
  }
  finally {
    await browser.close()
    await site.close()
  }
}

/** Milliseconds that all queries take, one after another, in Node. */
async function latency(engines: Record<string, (query: string) => unknown>, all: readonly Query[]): Promise<Record<string, number>> {
  const bench = new Bench({ iterations: 5, time: 500, warmupIterations: 2, warmupTime: 100 })
  for (const [name, search] of Object.entries(engines))
    bench.add(name, () => all.forEach(({ query }) => search(query)))
  await bench.run()
  return Object.fromEntries(bench.tasks.map(t => [t.name, t.result.state === 'completed' ? t.result.latency.p50 / all.length : Number.NaN]))
}

/** The search of the built site against MiniSearch's and Pagefind's defaults over the same pages. */
export async function benchSearches(): Promise<Row[]> {
  const all = queries()
  const sources = await pages()
  const mini = miniSearch(sources)
  const engine = new SearchEngine(JSON.parse(await readFile(join(dist, 'search/index.json'), 'utf8')) as SearchIndex)
  const ours = (query: string): Hit[] => listed(engine.search(query).hits)
  const ms = await latency({ ours, mini: query => mini.search(query) }, all)
  const browser = await benchSearch(dist, '/')
  const peer = await pagefind(sources, all)
  const share = found(all, q => ours(q).map(h => h.page.path))
  const mb = 'MiniSearch, defaults of VitePress'
  const pf = 'Pagefind, defaults'
  return [
    { what: 'index', unit: 'KiB', ours: browser.weight.index / 1024, peer: { name: mb, value: gz(JSON.stringify(mini)) / 1024 } },
    { what: 'index and script of a first query', unit: 'KiB', ours: (browser.weight.index + browser.weight.script) / 1024, peer: { name: pf, value: peer.index / 1024 } },
    { what: 'a query, in Node', unit: 'ms', ours: ms.ours!, peer: { name: mb, value: ms.mini! } },
    { what: 'the first query, in Chromium', unit: 'ms', ours: browser.firstInBrowser, peer: { name: pf, value: peer.first } },
    { what: 'a later query, in Chromium', unit: 'ms', ours: browser.laterInBrowser.median, peer: { name: pf, value: peer.later } },
    { what: 'the slowest later query', unit: 'ms', ours: browser.laterInBrowser.worst },
    { what: `${all.length} queries with the page in the first ${FIRST}`, unit: '%', ours: 100 * share, peer: { name: mb, value: 100 * found(all, q => [...new Set(mini.search(q).map(r => r.path as string))]) } },
    { what: `${all.length} queries with the page in the first ${FIRST}`, unit: '%', ours: 100 * share, peer: { name: pf, value: 100 * peer.share } },
  ]
}
