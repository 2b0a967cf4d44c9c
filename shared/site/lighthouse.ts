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
 * Audits pages with Lighthouse on a phone's screen and, for performance, at a phone's speed; one after another in one
 * browser. Performance depends on how busy the machine is, the other categories do not.
 * @throws Problem when there is no Chromium.
 */
export async function audit(urls: readonly string[], categories: readonly Category[]): Promise<Audited[]> {
  const port = await freePort()
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: [...chromiumArgs, `--remote-debugging-port=${port}`] })
  const flags: Flags = { port, onlyCategories: [...categories], logLevel: 'error' }
  // A quick look is enough where time is not measured.
  const config: Config = { extends: 'lighthouse:default', ...!categories.includes('performance') && { settings: { throttlingMethod: 'provided' as const } } }
  try {
    const audited: Audited[] = []
    for (const url of urls) {
      const result = await lighthouse(url, flags, config)
      if (!result || result.lhr.runtimeError)
        throw new Error(`Lighthouse could not audit ${url}: ${result?.lhr.runtimeError?.message ?? 'no result'}`)
      const scores = Object.fromEntries(Object.values(result.lhr.categories).map(c => [c.id, Math.round((c.score ?? 0) * 100)]))
      audited.push({ url, scores, faults: faultsOf(result.lhr) })
    }
    return audited
  }
  finally {
    await browser.close()
  }
}
