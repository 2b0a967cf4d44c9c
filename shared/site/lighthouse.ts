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

/**
 * Audits pages with Lighthouse on a phone's screen and, for performance, at a phone's speed; one after another in one
 * browser. Performance depends on how busy the machine is, the other categories do not.
 * @throws Problem when there is no Chromium.
 */
export async function audit(urls: readonly string[], categories: readonly Category[]): Promise<Audited[]> {
  const port = await freePort()
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: [...chromiumArgs, `--remote-debugging-port=${port}`] })
  const flags: Flags = { port, onlyCategories: [...categories], logLevel: 'error' }
  const timed = categories.includes('performance')
  try {
    const audited: Audited[] = []
    // The machine is measured by the first look, which is not kept.
    const measured = timed ? (await lighthouse(urls[0]!, { ...flags, onlyCategories: ['seo'] }))?.lhr.environment.benchmarkIndex : undefined
    // A quick look is enough where time is not measured.
    const config: Config = { extends: 'lighthouse:default', settings: measured ? { throttling: { cpuSlowdownMultiplier: slowdown(measured) } } : { throttlingMethod: 'provided' } }
    for (const url of urls) {
      const result = await lighthouse(url, flags, config)
      if (!result || result.lhr.runtimeError)
        throw new Error(`Lighthouse could not audit ${url}: ${result?.lhr.runtimeError?.message ?? 'no result'}`)
      const scores = Object.fromEntries(Object.values(result.lhr.categories).map(c => [c.id, Math.round((c.score ?? 0) * 100)]))
      audited.push({ url, scores, faults: faultsOf(result.lhr), benchmarkIndex: result.lhr.environment.benchmarkIndex })
    }
    return audited
  }
  finally {
    await browser.close()
  }
}
