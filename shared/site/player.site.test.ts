import type { Locator, Page } from 'playwright-chromium'
import { describe, expect, inject, it } from 'vitest'
import { violations } from './testing/accessibility.ts'
import { settled, useBrowser } from './testing/browser.ts'

const browser = useBrowser()

/** A chapter's player, taken over by its scripts. */
async function openPlayer(path: string, options = {}): Promise<{ page: Page, player: Locator }> {
  const page = await (await browser.reader(options)).newPage()
  await page.goto(inject('sites')['/']! + path)
  await settled(page)
  const player = page.locator('figure.player')
  await player.scrollIntoViewIfNeeded()
  await player.and(page.locator('.live')).waitFor()
  return { page, player }
}

const text = async (part: Locator) => (await part.textContent())!.trim()
const title = (player: Locator) => text(player.locator('.title'))

describe('a player in a chapter', () => {
  it('loads its run when the reader comes near, not with the page', async () => {
    const page = await (await browser.reader()).newPage()
    const asked: string[] = []
    page.on('request', r => asked.push(r.url()))
    await page.goto(`${inject('sites')['/']}postgres/slots`)
    await settled(page)
    const loaded = () => asked.filter(url => /replay-confirmation|EventPlayer\./.test(url))
    expect(loaded()).toEqual([])
    await page.locator('figure.player').scrollIntoViewIfNeeded()
    await page.locator('figure.player.live').waitFor()
    expect(loaded()).toHaveLength(2)
  })

  it('is walked by keyboard alone, and tells each step', async () => {
    const { page, player } = await openPlayer('postgres/slots')
    await player.getByRole('button', { name: 'Следующий шаг' }).focus()
    await page.keyboard.press('Enter')
    expect(await title(player)).toMatch(/^Шаг 2 из 14: /)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    expect(await title(player)).toMatch(/^Шаг 4 из 14: /)
    await page.keyboard.press('End')
    expect(await title(player)).toMatch(/^Шаг 14 из 14: /)
    await player.getByRole('slider').focus()
    await page.keyboard.press('ArrowLeft')
    expect(await title(player)).toMatch(/^Шаг 13 из 14: /)
    expect(await player.locator('.title').getAttribute('role')).toBe('status')
  })

  it('moves the mark of the slot when the slot moves', async () => {
    const { player } = await openPlayer('postgres/slots', { reducedMotion: 'reduce' })
    const slider = player.getByRole('slider')
    const mark = async () => await player.locator('.mark.reader .pin').evaluate(e => Number.parseFloat((e as HTMLElement).style.left))
    await slider.fill('3')
    const before = await mark()
    expect(await text(player.locator('.news'))).toContain('confirmed_flush_lsn на месте')
    await slider.fill('4')
    expect(await text(player.locator('.news'))).toMatch(/confirmed_flush_lsn сдвинулся на/)
    expect(await mark()).toBeGreaterThan(before)
    expect(await player.getByRole('button', { name: 'Играть' }).count()).toBe(0)
  })

  it('plays to the next step by itself', async () => {
    const { player } = await openPlayer('postgres/wal')
    await player.getByRole('button', { name: 'Играть' }).click()
    await expect.poll(() => title(player), { timeout: 20_000 }).toMatch(/^Шаг 2/)
    await player.getByRole('button', { name: 'Пауза' }).click()
    expect(await player.getByRole('button', { name: 'Играть' }).count()).toBe(1)
  })

  it('shows one table, and what the reader wants of the envelope', async () => {
    const { player } = await openPlayer('postgres/wal')
    await player.getByRole('slider').fill('1')
    const kafka = player.locator('.kafka')
    expect(await text(kafka)).toMatch(/orders@\d+ u[\s\S]+products@\d+ u/)
    await player.getByLabel('Таблица').selectOption('products')
    expect(await text(kafka)).not.toContain('orders@')
    await player.getByLabel('source').uncheck()
    expect(await text(kafka)).not.toContain('txId')
    await kafka.getByRole('button', { name: 'Показать source' }).click()
    expect(await text(kafka)).toContain('txId')
  })

  it('compares two events and marks what differs', async () => {
    const { player } = await openPlayer('postgres/replica-identity')
    const comparison = player.getByRole('region', { name: 'Сравнение двух событий' })
    const row = (path: string) => comparison.getByRole('row').filter({ has: player.page().getByRole('rowheader', { name: path }) })
    expect(await text(row('after.description'))).toContain('__debezium_unavailable_value')
    await comparison.getByLabel('только отличия').uncheck()
    expect(await row('after.sku').getAttribute('class')).not.toContain('differs')
    await comparison.getByLabel('Второе').selectOption({ index: 1 })
    expect(await text(comparison.getByRole('status'))).toBe('Показанные поля совпадают')
  })

  it.each(['light', 'dark'] as const)('is accessible with everything open, %s', async (colorScheme) => {
    const { page, player } = await openPlayer('postgres/events', { colorScheme })
    await player.getByText('Все шаги таблицей').click()
    await player.getByRole('slider').fill('4')
    expect(await violations(page, { within: 'figure.player' })).toEqual([])
  })

  it('fits a phone, its controls large enough for a finger', async () => {
    const { page, player } = await openPlayer('postgres/slots', { viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' })
    await player.getByRole('slider').fill('8')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    for (const button of await player.locator('.controls button').all())
      expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(40)
    const labels = await player.locator('.tape .label').evaluateAll(all => all.map(e => e.getBoundingClientRect()).filter(b => b.left < 0 || b.right > innerWidth).length)
    expect(labels).toBe(0)
  })

  it('is read without scripts: the first step and a table of all', async () => {
    const page = await (await browser.reader({ javaScriptEnabled: false })).newPage()
    await page.goto(`${inject('sites')['/']}postgres/slots`)
    const player = page.locator('figure.player')
    expect(await title(player)).toMatch(/^Шаг 1 из 14: /)
    expect(await player.getByRole('button').count()).toBe(0)
    await player.getByText('Все шаги таблицей').click()
    expect(await player.getByRole('rowheader').count()).toBe(14)
  })

  it('is a table of steps on paper', async () => {
    const { page, player } = await openPlayer('postgres/events')
    await page.emulateMedia({ media: 'print' })
    expect(await player.locator('.lanes').isVisible()).toBe(false)
    expect(await player.locator('.controls').isVisible()).toBe(false)
    const table = await player.locator('.whole table').boundingBox()
    expect(table!.height).toBeGreaterThan(100)
  })
})

describe('a player on a slide', () => {
  async function openSlide(no: number) {
    const page = await (await browser.reader({ viewport: { width: 1280, height: 720 } })).newPage()
    await page.goto(`${inject('sites')['/']}decks/postgres/#/${no}`)
    await settled(page)
    const player = page.locator('figure.player.live').filter({ visible: true })
    await player.waitFor()
    return { page, player }
  }

  it('steps with the lecturer\'s clicks; arrows inside it do not turn the slide', async () => {
    const { page, player } = await openSlide(5)
    expect(await title(player)).toMatch(/^Шаг 1 из 4/)
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => title(player)).toMatch(/^Шаг 2 из 4/)
    await player.getByRole('button', { name: 'Следующий шаг' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    expect(await title(player)).toMatch(/^Шаг 4 из 4/)
    expect(await page.locator('.slide-footer .number').textContent()).toMatch(/^5 \//)
  })

  it('stays above the footer at every step, large and accessible', async () => {
    const { page, player } = await openSlide(5)
    for (const step of [1, 2, 3, 4]) {
      await expect.poll(() => title(player)).toMatch(new RegExp(`^Шаг ${step} из 4`))
      const [figure, footer] = await Promise.all([player.boundingBox(), page.locator('.slide-footer').boundingBox()])
      expect(figure!.y + figure!.height, `step ${step}`).toBeLessThanOrEqual(footer!.y)
      const cut = await player.locator('.body').evaluateAll(all => all.filter(e => e.scrollHeight > e.clientHeight + 1).length)
      expect(cut, `step ${step} needs scrolling`).toBe(0)
      const sizes = await player.locator(':scope *').evaluateAll(all => all.map(e => Number.parseFloat(getComputedStyle(e).fontSize)))
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(24)
      expect(await violations(page, { within: 'figure.player' })).toEqual([])
      await page.keyboard.press('ArrowRight')
    }
  })

  it('is on paper too, at its last step', async () => {
    const page = await (await browser.reader()).newPage()
    await page.goto(`${inject('sites')['/']}decks/postgres/#/print`)
    await settled(page)
    await page.locator('figure.player .lane').first().waitFor({ state: 'attached' })
    await expect.poll(() => text(page.locator('figure.player .title').last())).toMatch(/^Шаг 4 из 4/)
  })
})
