import type { Row } from './report.ts'
import { join } from 'node:path'
import { chromium } from 'playwright-chromium'
import { writtenModules } from '../course/index.ts'
import { chromiumArgs, chromiumPath } from '../site/chromium.ts'
import { cache, dist } from '../site/folders.ts'
import { serveSite } from '../site/serve.ts'
import { copyCourse } from './course-copy.ts'
import { firstLoad } from './first-load.ts'
import { buildStarter, buildVitepress, slidevStarter, vitepressDefault } from './peers.ts'

function rows(what: string, ours: Awaited<ReturnType<typeof firstLoad>>, peer: typeof ours, name: string): Row[] {
  return [
    { what: `${what}: bytes`, unit: 'KiB', ours: ours.bytes / 1024, peer: { name, value: peer.bytes / 1024 } },
    { what: `${what}: requests`, unit: '', ours: ours.requests, peer: { name, value: peer.requests } },
  ]
}

/** What a first visit loads, in Chromium: a chapter against VitePress's defaults, a deck against Slidev's starter. */
export async function benchWeights(): Promise<Row[]> {
  const course = `${cache}bench/course-1`
  const module = writtenModules[0]!
  await copyCourse(course, { decks: 1, chapters: module.chapters.length })
  const [docs, starter] = [await buildVitepress(await vitepressDefault(course)), await buildStarter(await slidevStarter(course))]
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumArgs })
  const sites = await Promise.all([dist, docs, starter].map(folder => serveSite(folder, '/')))
  try {
    const [ours, vitepress, slidev] = sites.map(s => s.url) as [string, string, string]
    const chapter = `${module.id}/${module.chapters[1]!.slug}`
    return [
      ...rows('a chapter', await firstLoad(browser, ours + chapter), await firstLoad(browser, vitepress + chapter), 'VitePress, the same text'),
      ...rows('a deck', await firstLoad(browser, join(ours, 'decks', module.id, '/').replace(':/', '://')), await firstLoad(browser, slidev), 'Slidev\'s starter'),
    ]
  }
  finally {
    await browser.close()
    await Promise.all(sites.map(s => s.close()))
  }
}
