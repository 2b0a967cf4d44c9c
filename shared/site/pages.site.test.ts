import { AxeBuilder } from '@axe-core/playwright'
import { describe, expect, inject, it } from 'vitest'
import { settled, useBrowser } from './testing/browser.ts'
import { workbookPages } from './testing/built-pages.ts'
import { builds } from './testing/sites.ts'

const browser = useBrowser()

async function violations(page: Parameters<typeof settled>[0]): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary?.split('\n')[1]?.trim()}`))
}

describe.each(['light', 'dark'] as const)('every page in the %s theme', (colorScheme) => {
  it.each(workbookPages(builds[0].folder).map(p => p.path))('/%s is accessible', async (path) => {
    const reader = await browser.reader({ colorScheme })
    const page = await reader.newPage()
    const response = await page.goto(inject('sites')['/']! + path)
    await settled(page)
    expect(response?.status()).toBe(200)
    expect(await page.locator('h1').count()).toBe(1)
    expect(await violations(page)).toEqual([])
  })
})

describe('on a phone', () => {
  it.each(workbookPages(builds[0].folder).map(p => p.path))('/%s does not scroll sideways', async (path) => {
    const reader = await browser.reader({
      viewport: { width: 360, height: 740 },
    })
    const page = await reader.newPage()
    await page.goto(inject('sites')['/']! + path)
    await settled(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  })
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
