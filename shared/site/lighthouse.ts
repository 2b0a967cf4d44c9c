import type { Config, Flags } from 'lighthouse'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import lighthouse from 'lighthouse'
import { chromium } from 'playwright-chromium'
import { writtenModules } from '../course/index.ts'
import { chromiumArgs, chromiumPath } from './chromium.ts'

export type Category = 'performance' | 'accessibility' | 'best-practices' | 'seo'

export interface Audited {
  url: string
  /** 0…100 by category. */
  scores: Partial<Record<Category, number>>
  /** What cost points, a line each. */
  faults: string[]
  /** What Lighthouse measured of the machine during this audit. */
  benchmarkIndex: number
}

/** A page of each kind, as paths below the base. */
export const kinds: readonly string[] = ['', 'roadmap', `${writtenModules[0]!.id}/${writtenModules[0]!.chapters[0]!.slug}`, `decks/${writtenModules[0]!.id}/`]

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, 'localhost', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

type Lhr = NonNullable<Awaited<ReturnType<typeof lighthouse>>>['lhr']

function faultsOf({ categories, audits }: Lhr): string[] {
  return Object.values(categories).flatMap(c => c.auditRefs
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
    .map(({ id }) => `${c.id}: ${id}: ${audits[id]!.title}${audits[id]!.displayValue ? ` (${audits[id]!.displayValue})` : ''}`))
}

/**
 * By how much this machine is slowed down to be a phone of the middle class, 1 at least. Lighthouse's default of 4 is meant
 * for a fast desktop, 1533 by its own measure; slowed down as much, a slower machine is a phone that nobody sells.
 * @param benchmarkIndex what Lighthouse measures of the machine
 * @see https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md#calibrating-multipliers
 * and the calculator it links: 3 at 1300, one more for each 233; below, where it has no certain value, in proportion.
 */
export function slowdown(benchmarkIndex: number): number {
  return benchmarkIndex >= 1300 ? 3 + (benchmarkIndex - 1300) / 233 : Math.max(1, 3 * benchmarkIndex / 1300)
}

/** How often a page is looked at where time counts: a machine that others use too is now fast, now slow. */
const RUNS = 5

/** The middle one of several. */
export function median<T>(all: readonly T[], valueOf: (one: T) => number): T {
  return all.toSorted((a, b) => valueOf(a) - valueOf(b))[Math.floor(all.length / 2)]!
}

async function look(url: string, flags: Flags, settings: NonNullable<Config['settings']>): Promise<Lhr> {
  const result = await lighthouse(url, flags, { extends: 'lighthouse:default', settings })
  if (!result || result.lhr.runtimeError)
    throw new Error(`Lighthouse could not audit ${url}: ${result?.lhr.runtimeError?.message ?? 'no result'}`)
  return result.lhr
}

/** Looks at a page at a phone's speed; each time the machine is slowed down by what the look before has measured of it. */
async function timedLooks(url: string, flags: Flags): Promise<Lhr> {
  let { benchmarkIndex } = (await look(url, { ...flags, onlyCategories: ['seo'] }, {})).environment
  const runs: Lhr[] = []
  while (runs.length < RUNS) {
    const run = await look(url, flags, { throttling: { cpuSlowdownMultiplier: slowdown(benchmarkIndex) } })
    benchmarkIndex = run.environment.benchmarkIndex
    runs.push(run)
  }
  return median(runs, r => r.categories.performance!.score ?? 0)
}

function auditedOf(url: string, lhr: Lhr): Audited {
  const scores = Object.fromEntries(Object.values(lhr.categories).map(c => [c.id, Math.round((c.score ?? 0) * 100)]))
  return { url, scores, faults: faultsOf(lhr), benchmarkIndex: lhr.environment.benchmarkIndex }
}

/**
 * Audits pages with Lighthouse on a phone's screen and, for performance, at a phone's speed, the median of several looks;
 * one after another in one browser. Performance depends on how busy the machine is, the other categories do not.
 * @throws Problem when there is no Chromium.
 */
export async function audit(urls: readonly string[], categories: readonly Category[]): Promise<Audited[]> {
  const port = await freePort()
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: [...chromiumArgs, `--remote-debugging-port=${port}`] })
  const flags: Flags = { port, onlyCategories: [...categories], logLevel: 'error' }
  try {
    const audited: Audited[] = []
    for (const url of urls) {
      // A quick look is enough where time is not measured.
      const lhr = categories.includes('performance') ? await timedLooks(url, flags) : await look(url, flags, { throttlingMethod: 'provided' })
      audited.push(auditedOf(url, lhr))
    }
    return audited
  }
  finally {
    await browser.close()
  }
}
