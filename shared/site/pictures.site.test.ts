import type { BrowserContextOptions, Page } from 'playwright-chromium'
import { describe, expect, inject, it } from 'vitest'
import { writtenModules } from '../course/index.ts'
import { itemsOf } from '../course/progress-items.ts'
import { settled, useBrowser } from './testing/browser.ts'
import { compare } from './testing/picture.ts'

const browser = useBrowser()

/** A reader half-way: the first module done, the next begun. */
function ticks(): string {
  const [first, second] = writtenModules.map(itemsOf)
  const done = [...first!.slice(0, -1), ...(second ?? []).slice(0, 3)]
  const items = Object.fromEntries(done.map(i => [i.id, { done: true, at: 1, edition: '1.0.0' }]))
  return JSON.stringify({ version: 2, items, slides: {}, place: { path: '/postgres/slots', title: 'Слот репликации', at: 2 } })
}

const sizes: Record<string, BrowserContextOptions> = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true },
}

async function open(path: string, options: BrowserContextOptions): Promise<Page> {
  const reader = await browser.reader({ ...options, reducedMotion: 'reduce' })
  await reader.addInitScript(text => location.protocol === 'http:' && localStorage.setItem('debezium-course:progress', text), ticks())
  const page = await reader.newPage()
  await page.goto(inject('sites')['/']! + path)
  await settled(page)
  await page.evaluate(() => document.fonts.ready)
  return page
}

/** What another run of the labs changes is painted over. */
async function look(page: Page, fullPage = false): Promise<Buffer> {
  return await page.screenshot({ fullPage, animations: 'disabled', caret: 'hide', mask: [page.locator('.verified')], maskColor: '#888' })
}

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  describe.each(Object.entries(sizes))('on a %s', (size, options) => {
    const named = (what: string) => `${what}-${size}-${colorScheme}`
    const opened = (path: string) => open(path, { ...options, colorScheme })

    it('the roadmap looks as it should', async () => {
      expect(await compare(named('roadmap'), await look(await opened('roadmap'), true))).toBeUndefined()
    })

    it('a chapter looks as it should: its head, a diagram, a listing with its output', async () => {
      const page = await opened('postgres/slots')
      expect(await compare(named('chapter'), await look(page))).toBeUndefined()
      expect(await compare(named('diagram'), await page.locator('.vp-doc .diagram').first().screenshot({ animations: 'disabled' }))).toBeUndefined()
    })

    it.each([['title', 1, 0], ['ruler', 7, 4], ['table', 24, 0]])('a slide looks as it should: %s', async (name, no, clicks) => {
      const page = await opened(`decks/postgres/#/${no}?clicks=${clicks}`)
      await page.locator('.slide-footer .number', { hasText: new RegExp(`^${no} /`) }).first().waitFor()
      expect(await compare(named(`slide-${name}`), await look(page))).toBeUndefined()
    })
  })
})
