import { describe, expect, inject, it } from 'vitest'
import { writtenModules } from '../course/index.ts'
import { colourRules, violations } from './testing/accessibility.ts'
import { settled, useBrowser } from './testing/browser.ts'

const browser = useBrowser()

/** Smallest type that is read from the last row, in pixels of the slide's 1280. */
const SMALLEST = 24

/** Runs in the page: what sticks out of the slide, and what is set too small, footer and captions apart. */
function faultsOfSlide(smallest: number): string[] {
  const slide = [
    ...document.querySelectorAll<HTMLElement>('.slidev-page'),
  ].find(e => e.checkVisibility())!
  const frame = slide.getBoundingClientRect()
  const scale = frame.width / 1280
  const faults: string[] = []
  const footer = frame.bottom - 52 * scale
  for (const element of slide.querySelectorAll<HTMLElement>('.slidev-layout *')) {
    const own = [...element.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.textContent!.trim())
    if (!own || !element.checkVisibility() || element.closest('figcaption, .caption, .slide-footer'))
      continue
    const box = element.getBoundingClientRect()
    const text = element.textContent!.trim().slice(0, 40)
    if (box.right > frame.right + 1 || box.left < frame.left - 1 || box.bottom > footer + 1)
      faults.push(`«${text}» sticks out by ${Math.max(box.right - frame.right, frame.left - box.left, box.bottom - footer).toFixed(0)} px`)
    const matrix = element instanceof SVGGraphicsElement
      ? (element as SVGGraphicsElement).getScreenCTM()?.a ?? scale
      : scale
    const size = Number.parseFloat(getComputedStyle(element).fontSize) * matrix / scale
    if (size < smallest - 0.5)
      faults.push(`«${text}» is set in ${size.toFixed(1)} px`)
  }
  for (const box of slide.querySelectorAll<HTMLElement>('pre, table, .diagram-scroll')) {
    if (box.scrollWidth > box.clientWidth + 1)
      faults.push(`${box.tagName.toLowerCase()} is cut off by ${box.scrollWidth - box.clientWidth} px`)
  }
  return faults
}

describe.each(writtenModules.map(m => m.id))('deck of %s', (id) => {
  it.each(['light', 'dark'] as const)('shows every slide whole, large enough and accessible, %s', async (colorScheme) => {
    const page = await (await browser.reader({
      colorScheme,
      viewport: { width: 1280, height: 720 },
      // What is still moving is neither in its place nor in its colour.
      reducedMotion: 'reduce',
    })).newPage()
    await page.goto(`${inject('sites')['/']}decks/${id}/`)
    await settled(page)
    const total = Number((await page.locator('.slide-footer .number').textContent())!.split('/')[1])
    const faults: string[] = []
    for (let no = 1; no <= total; no++) {
      await page.goto(`${inject('sites')['/']}decks/${id}/#/${no}?clicks=99`)
      await page.locator('.slide-footer .number', {
        hasText: new RegExp(`^${no} /`),
      }).waitFor()
      faults.push(...(await page.evaluate(faultsOfSlide, SMALLEST)).map(f => `slide ${no}: ${f}`))
      const found = await violations(page, { within: '#slide-content', ...(colorScheme === 'dark' && { rules: colourRules }) })
      faults.push(...found.map(f => `slide ${no}: ${f}`))
    }
    expect(faults).toEqual([])
  })

  it('links its slides with the workbook and the roadmap, wherever the site lives', async () => {
    for (const [base, url] of Object.entries(inject('sites'))) {
      const page = await (await browser.reader()).newPage()
      await page.goto(`${url}decks/${id}/#/2`)
      await settled(page)
      expect(await page.getByRole('link', { name: 'Дорожная карта' }).getAttribute('href')).toBe(`${base}roadmap`)
    }
  })
})
