import { AxeBuilder } from '@axe-core/playwright'
import { describe, expect, inject, it } from 'vitest'
import { settled, useBrowser } from './testing/browser.ts'
import { workbookPages } from './testing/built-pages.ts'
import { builds } from './testing/sites.ts'

const browser = useBrowser()

async function violations(page: Parameters<typeof settled>[0], ...rules: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page })
  const { violations } = await (rules.length ? axe.withRules(rules) : axe).analyze()
  return violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary?.split('\n')[1]?.trim()}`))
}

// One load for all: loading is what a page costs here, and what is looked at does not depend on what was looked at before.
it.each(workbookPages(builds[0].folder).map(p => p.path))('/%s is accessible in both themes and does not scroll sideways on a phone', async (path) => {
  const page = await (await browser.reader({ colorScheme: 'light' })).newPage()
  const response = await page.goto(inject('sites')['/']! + path)
  await settled(page)
  expect(response?.status()).toBe(200)
  expect(await page.locator('h1').count()).toBe(1)
  expect(await violations(page)).toEqual([])

  await page.emulateMedia({ colorScheme: 'dark' })
  await page.locator('html.dark').waitFor()
  await page.evaluate(() => Promise.all(document.getAnimations().filter(a => a instanceof CSSTransition).map(a => a.finished)))
  // Colours are all that a theme changes.
  expect(await violations(page, 'color-contrast', 'link-in-text-block')).toEqual([])

  await page.setViewportSize({ width: 360, height: 740 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
})

describe('under a sub-path', () => {
  it.each(workbookPages(builds[1].folder).map(p => p.path))('/%s loads whole', async (path) => {
    const page = await (await browser.reader()).newPage()
    const failed: string[] = []
    page.on('response', r => r.status() >= 400 && failed.push(r.url()))
    await page.goto(inject('sites')['/debezium-course/']! + path)
    await settled(page)
    expect(failed).toEqual([])
  })
})
