import type { Page } from 'playwright-chromium'
import decodeQr from 'jsqr'
import { describe, expect, inject, it } from 'vitest'
import { deckOutline } from '../course/deck-outline.ts'
import { writtenModules } from '../course/index.ts'
import { minutesText } from '../slidev/lecturer/pace.ts'
import { siteUrl } from './address.ts'
import { budgets, BuiltSite, deckScripts, gzipped } from './budgets.ts'
import { violations } from './testing/accessibility.ts'
import { settled, useBrowser } from './testing/browser.ts'
import { builds } from './testing/sites.ts'

const browser = useBrowser()
const site = builds[0]
const deckUrl = (id: string) => `${inject('sites')[site.base]}decks/${id}/`

async function openDeck(id: string, route = '', options: Parameters<typeof browser.reader>[0] = {}): Promise<Page> {
  const page = await (await browser.reader({ viewport: { width: 1280, height: 720 }, ...options })).newPage()
  await page.goto(deckUrl(id) + route)
  await page.locator('.slide-footer .number').first().waitFor()
  return page
}

/** The slide's number is the last thing that a change of slides draws. */
function shown(page: Page, no: number): Promise<void> {
  return page.locator('.slide-footer .number', { hasText: new RegExp(`^${no} /`) }).first().waitFor()
}

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Клавиши' })

/** A Russian layout's letter where a Latin one is; Playwright's keyboard knows the Latin layout alone. */
const letters: Record<string, string> = { в: 'KeyD', д: 'KeyL', п: 'KeyG', щ: 'KeyO', р: 'KeyH' }

async function press(page: Page, key: string): Promise<void> {
  const code = letters[key]
  if (!code)
    return page.keyboard.press(key)
  await page.evaluate(init => ['keydown', 'keyup'].forEach(type => (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent(type, { ...init, bubbles: true }))), { key, code })
}

describe.each(writtenModules.map(m => ({ id: m.id, deck: m.deck })))('deck of $id', ({ id, deck }) => {
  it('asks for the scripts that are weighed and no others before its first slide answers', async () => {
    const page = await (await browser.reader()).newPage()
    // Slidev fetches the other slides three seconds after the first, and a slow machine would count them in.
    await page.addInitScript(() => {
      const real = window.setTimeout.bind(window)
      window.setTimeout = ((run: () => void, delay?: number) => delay === 3000 ? 0 : real(run, delay)) as typeof window.setTimeout
    })
    const asked = new Set<string>()
    page.on('response', r => new URL(r.url()).pathname.endsWith('.js') && asked.add(new URL(r.url()).pathname.slice(site.base.length)))
    await page.goto(deckUrl(id))
    await shown(page, 1)
    await settled(page)
    const requested = [...asked]
    await page.keyboard.press('ArrowRight')
    await shown(page, 2)
    expect(requested.sort()).toEqual([...await deckScripts(new BuiltSite(site.folder), id, site.base)].sort())
    expect(await gzipped(site.folder, requested)).toBeLessThanOrEqual(budgets.deck.script)
  })

  it('is in Russian, and its title says which slide it shows', async () => {
    const [first, second] = await deckOutline(id)
    const page = await openDeck(id)
    expect(await page.locator('html').getAttribute('lang')).toBe('ru')
    expect(await page.title()).toBe(first!.title)
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => page.title()).toBe(`${second!.title} · ${first!.title}`)
  })

  it('keeps headings in one place', async () => {
    const slides = await deckOutline(id)
    const page = await openDeck(id)
    const tops = new Map<number, number[]>()
    for (const { no } of slides.filter(s => !['cover', 'section'].includes(s.layout))) {
      await page.goto(`${deckUrl(id)}#/${no}`)
      await shown(page, no)
      const top = await page.locator(`.slidev-page-${no} h1`).evaluate(h => Math.round(h.getBoundingClientRect().top))
      tops.set(top, [...tops.get(top) ?? [], no])
    }
    expect([...tops.keys()], `slides by the top of their heading: ${JSON.stringify([...tops])}`).toHaveLength(1)
  })

  it('moves its figures by the arrow keys, to their last step', async () => {
    const page = await openDeck(id)
    const moving: number[] = []
    for (const { no } of await deckOutline(id)) {
      await page.goto(`${deckUrl(id)}#/${no}`)
      await shown(page, no)
      const figure = page.locator(`.slidev-page-${no} figure.steps`)
      if (!await figure.count())
        continue
      moving.push(no)
      const captions = new Set<string>()
      for (let step = 0; step <= Number(await figure.getAttribute('data-last')); step++) {
        await expect.poll(() => figure.getAttribute('data-step'), { message: `slide ${no} has too few "clicks:" in its frontmatter` }).toBe(String(step))
        captions.add((await figure.locator('.happened').textContent())!)
        await page.keyboard.press('ArrowRight')
      }
      expect(captions.size).toBe(Number(await figure.getAttribute('data-last')) + 1)
    }
    expect(moving).not.toEqual([])
  })

  it('steps without motion for those who asked for none', async () => {
    const page = await openDeck(id, '', { reducedMotion: 'reduce' })
    const moving: string[] = []
    for (const { no } of await deckOutline(id)) {
      await page.goto(`${deckUrl(id)}#/${no}`)
      await shown(page, no)
      moving.push(...await page.locator(`.slidev-page-${no} figure.steps *`).evaluateAll(all => all.filter(e => getComputedStyle(e).transitionDuration.split(', ').some(d => d !== '0s')).map(e => e.className.toString())))
    }
    expect(moving).toEqual([])
  })

  it('ends with a code that leads the room to the module', async () => {
    const page = await openDeck(id, `#/${(await deckOutline(id)).length}`)
    const picture = (await page.locator('.page-code svg').screenshot()).toString('base64')
    const { pixels, width, height } = await page.evaluate(async (png) => {
      const image = new Image()
      image.src = `data:image/png;base64,${png}`
      await image.decode()
      const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height })
      const context = canvas.getContext('2d')!
      context.drawImage(image, 0, 0)
      return { pixels: [...context.getImageData(0, 0, image.width, image.height).data], width: image.width, height: image.height }
    }, picture)
    expect(decodeQr(new Uint8ClampedArray(pixels), width, height)?.data).toBe(`${siteUrl()}${id}/`)
    expect(await page.locator('.page-code a').getAttribute('href')).toBe(`${site.base}${id}/`)
  })

  it('tells the lecturer what to say, how long, and how the clock stands', async () => {
    const slides = await deckOutline(id)
    const slide = slides[6]!
    const total = slides.reduce((sum, s) => sum + s.minutes, 0)
    const page = await (await browser.reader()).newPage()
    await page.clock.install()
    await page.goto(`${deckUrl(id)}#/presenter/${slide.no}`)
    const pace = page.getByRole('region', { name: 'Время лекции' })
    await pace.waitFor()
    expect(await pace.locator('.slide-minutes').textContent()).toBe(minutesText(slide.minutes))
    expect(await pace.locator('.plan-minutes').textContent()).toContain(`из ${minutesText(total)}`)
    expect(await pace.locator('.deck-minutes').textContent()).toBe(minutesText(deck.minutes))
    expect(await page.locator('.slidev-note').textContent()).toContain(slide.note.split('\n')[0]!.replaceAll('`', ''))
    await page.getByRole('button', { name: 'Начать' }).click()
    const verdict = pace.getByRole('status')
    await expect.poll(() => verdict.textContent()).toMatch(/^впереди на/)
    await page.clock.fastForward(60_000 * slides.slice(0, 7).reduce((sum, s) => sum + s.minutes, 1))
    await expect.poll(() => verdict.textContent()).toMatch(/^отстаёте на 1 мин/)
    await page.clock.fastForward(60_000 * deck.minutes)
    await expect.poll(() => verdict.textContent()).toMatch(/^не успеваете/)
    await page.getByRole('button', { name: 'Пауза' }).click()
    await page.getByRole('button', { name: 'Сначала' }).click()
    await expect.poll(() => pace.getByRole('timer').textContent()).toBe('0:00')
  })
})

describe.each(['light', 'dark'] as const)('help about keys, %s', (colorScheme) => {
  const id = writtenModules[0]!.id

  it('opens by a key, keeps the slide where it is, and gives the keys back', async () => {
    const page = await openDeck(id, '', { colorScheme })
    await page.keyboard.press('?')
    await dialog(page).waitFor()
    await press(page, 'р')
    await dialog(page).waitFor({ state: 'detached' })
    await press(page, 'р')
    await dialog(page).waitFor()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'detached' })
    await shown(page, 1)
    await page.keyboard.press('ArrowRight')
    await shown(page, 2)
  })
})

describe('keys', () => {
  const id = writtenModules[0]!.id

  it('work on a Russian layout too', async () => {
    const page = await openDeck(id, '', { colorScheme: 'light' })
    const dark = () => page.locator('html').evaluate(html => html.classList.contains('dark'))
    await press(page, 'в')
    await expect.poll(dark).toBe(true)
    await page.keyboard.press('d')
    await expect.poll(dark).toBe(false)
    await press(page, 'д')
    await page.getByRole('region', { name: 'Время лекции' }).waitFor()
    await page.keyboard.press('l')
    await page.getByRole('region', { name: 'Время лекции' }).waitFor({ state: 'detached' })
  })

  it.each(['g', 'п'])('%s goes to a slide by its number at the first try', async (key) => {
    const page = await openDeck(id)
    await press(page, key)
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('slidev-goto-input')
    await page.keyboard.type('7')
    await page.keyboard.press('Enter')
    await shown(page, 7)
  })

  it.each(['o', 'щ'])('%s shows all slides', async (key) => {
    const page = await openDeck(id)
    await press(page, key)
    await expect.poll(() => page.locator('.slidev-slide-container').count()).toBeGreaterThan(20)
  })

  it('come back from a link to the slides by Escape, and are seen on it', async () => {
    const page = await openDeck(id)
    const link = page.getByRole('link', { name: 'Дорожная карта' })
    await link.focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Shift+Tab')
    expect(await link.evaluate(a => getComputedStyle(a).outlineStyle)).toBe('solid')
    await page.keyboard.press('Escape')
    await page.keyboard.press('ArrowRight')
    await shown(page, 2)
  })
})
