import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-chromium'
import { chromium } from 'playwright-chromium'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { chromiumArgs, chromiumPath } from '../chromium.ts'

interface Watched {
  context: BrowserContext
  problems: string[]
}

/**
 * A browser for the tests of a file. Every page is watched: an error on its console or a request that leaves the
 * origin fails the test that caused it.
 */
export function useBrowser() {
  let browser: Browser
  const open: Watched[] = []

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumArgs })
  })
  afterAll(() => browser.close())
  afterEach(async () => {
    const all = open.splice(0)
    await Promise.all(all.map(w => w.context.close()))
    expect(all.flatMap(w => w.problems)).toEqual([])
  })

  function watch(page: Page, problems: string[]): void {
    page.on('console', m => m.type() === 'error' && problems.push(`console: ${m.text()} (${page.url()})`))
    page.on('pageerror', e => problems.push(`error: ${e.message} (${page.url()})`))
    page.on('request', (r) => {
      const url = new URL(r.url())
      if (!['data:', 'blob:'].includes(url.protocol) && url.hostname !== 'localhost')
        problems.push(`request off the origin: ${r.url()} (${page.url()})`)
    })
  }

  return {
    /** A new context: its pages are tabs of one reader, with one storage. */
    async reader(options: BrowserContextOptions = {}): Promise<BrowserContext> {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        locale: 'ru-RU',
        // It would fetch the whole course for every reader of every test; offline.site.test.ts allows it.
        serviceWorkers: 'block',
        ...options,
      })
      const watched: Watched = { context, problems: [] }
      open.push(watched)
      context.on('page', page => watch(page, watched.problems))
      return context
    },
    /** Forgets what was reported of the open pages: for tests that cause an error on purpose. */
    expectProblems(): void {
      open.forEach(w => w.problems.splice(0))
    },
  }
}

/** The page has loaded and Vue has taken it over. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() => '__vue_app__' in (document.querySelector('#app') ?? {}))
}
