import type { Browser } from 'playwright-chromium'
import { gzipSync } from 'node:zlib'

export interface FirstLoad {
  requests: number
  /** On the wire, as a host that compresses would send it. */
  bytes: number
}

const compressed = /\.(?:woff2|png|jpe?g|webp|gif|mp4|wasm)$/

/** What a browser with an empty cache loads until the page is idle: prefetched pages included, other hosts left out. */
export async function firstLoad(browser: Browser, url: string): Promise<FirstLoad> {
  const context = await browser.newContext({ locale: 'ru-RU', serviceWorkers: 'block', viewport: { width: 1280, height: 800 } })
  try {
    const { origin } = new URL(url)
    await context.route(u => u.origin !== origin, route => route.abort())
    const page = await context.newPage()
    const sizes: Promise<number>[] = []
    page.on('response', r => r.url().startsWith(origin) && r.ok() && sizes.push(r.body().then(b => compressed.test(new URL(r.url()).pathname) ? b.length : gzipSync(b, { level: 9 }).length, () => 0)))
    await page.goto(url, { waitUntil: 'networkidle' })
    const all = await Promise.all(sizes)
    return { requests: all.length, bytes: all.reduce((a, b) => a + b, 0) }
  }
  finally {
    await context.close()
  }
}
