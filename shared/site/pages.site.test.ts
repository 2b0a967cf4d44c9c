import { describe, expect, inject, it } from 'vitest'
import { writtenModules } from '../course/index.ts'
import { colourRules, violations } from './testing/accessibility.ts'
import { settled, useBrowser } from './testing/browser.ts'
import { workbookPages } from './testing/built-pages.ts'
import { cutOff } from './testing/printed.ts'
import { builds } from './testing/sites.ts'

const browser = useBrowser()

// One load for all: loading is what a page costs here, and what is looked at does not depend on what was looked at before.
it.each(workbookPages(builds[0].folder).map(p => p.path))('/%s is accessible in both themes, does not scroll sideways on a phone and is not cut off on paper', async (path) => {
  const page = await (await browser.reader({ colorScheme: 'light' })).newPage()
  const response = await page.goto(inject('sites')['/']! + path)
  await settled(page)
  expect(response?.status()).toBe(200)
  expect(await page.locator('h1').count()).toBe(1)
  expect(await violations(page)).toEqual([])

  await page.emulateMedia({ colorScheme: 'dark' })
  await page.locator('html.dark').waitFor()
  await page.evaluate(() => Promise.all(document.getAnimations().filter(a => a instanceof CSSTransition).map(a => a.finished)))
  expect(await violations(page, { rules: colourRules })).toEqual([])

  await page.setViewportSize({ width: 360, height: 740 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)

  await page.setViewportSize({ width: 688, height: 1000 })
  await page.emulateMedia({ media: 'print' })
  expect(await page.evaluate(cutOff)).toEqual([])
})

// links.site.test.ts follows the addresses of all pages; what a page fetches by itself depends on its kind, and one module has every kind.
describe('under a sub-path', () => {
  const others = writtenModules.map(m => `${m.id}/`).filter(folder => folder !== 'postgres/')
  const ofEveryKind = workbookPages(builds[1].folder).map(p => p.path).filter(path => !others.some(folder => path.startsWith(folder)))

  it.each(ofEveryKind)('/%s loads whole', async (path) => {
    const page = await (await browser.reader()).newPage()
    const failed: string[] = []
    page.on('response', r => r.status() >= 400 && failed.push(r.url()))
    await page.goto(inject('sites')['/debezium-course/']! + path)
    await settled(page)
    expect(failed).toEqual([])
  })
})
