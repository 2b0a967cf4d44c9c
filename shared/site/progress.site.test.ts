import type { BrowserContext, Page } from 'playwright-chromium'
import { readFile } from 'node:fs/promises'
import { describe, expect, inject, it } from 'vitest'
import { allItems } from '../course/progress-items.ts'
import { settled, useBrowser } from './testing/browser.ts'
import { builds } from './testing/sites.ts'

const browser = useBrowser()
const KEY = 'debezium-course:progress'

describe.each(builds)('progress on the site for $base', ({ base }) => {
  async function visit(reader: BrowserContext, path: string): Promise<Page> {
    const page = await reader.newPage()
    await page.goto(inject('sites')[base]! + path)
    await settled(page)
    return page
  }

  const tick = (page: Page) => page.getByRole('checkbox', { name: 'Глава прочитана' })
  const parts = (page: Page, kind: string) => page.locator('[data-stop="postgres"] .parts li').filter({ hasText: kind })

  it('a tick on a chapter shows on the open roadmap at once and survives a reload', async () => {
    const reader = await browser.reader()
    const roadmap = await visit(reader, 'roadmap')
    const chapter = await visit(reader, 'postgres/slots')
    await tick(chapter).check()
    await expect.poll(() => parts(roadmap, 'Главы').textContent()).toContain('1 из 7')
    await chapter.reload()
    await settled(chapter)
    expect(await tick(chapter).isChecked()).toBe(true)
  })

  it('an untick on one tab reaches the other', async () => {
    const reader = await browser.reader()
    const [one, two] = [await visit(reader, 'postgres/slots'), await visit(reader, 'postgres/slots')]
    await tick(one).check()
    await expect.poll(() => tick(two).isChecked()).toBe(true)
    await tick(two).uncheck()
    await expect.poll(() => tick(one).isChecked()).toBe(false)
  })

  it('a deck that is read moves the open roadmap, its last slide ticks it, and a workbook tab reaches the deck', async () => {
    const reader = await browser.reader()
    const roadmap = await visit(reader, 'roadmap')
    const deck = await visit(reader, 'decks/postgres/')
    const total = Number((await deck.locator('.slide-footer .number').textContent())!.split('/')[1])
    await deck.goto(`${inject('sites')[base]}decks/postgres/#/2`)
    await expect.poll(() => parts(roadmap, 'Слайды').textContent()).toContain(`${Math.round(200 / total)} %`)
    await deck.goto(`${inject('sites')[base]}decks/postgres/#/${total}`)
    await expect.poll(() => parts(roadmap, 'Слайды').textContent()).toContain('да')

    await roadmap.getByRole('button', { name: 'Сбросить' }).click()
    await expect.poll(() => deck.evaluate(key => JSON.parse(localStorage.getItem(key)!).items['postgres/deck'].done, KEY)).toBe(false)
  })

  it('leads back to where the reader stopped, in a deck too', async () => {
    const reader = await browser.reader()
    await visit(reader, 'postgres/slots')
    const roadmap = await visit(reader, 'roadmap')
    await roadmap.getByRole('link', { name: /^Продолжить: / }).click()
    await roadmap.waitForURL('**/postgres/slots')
    const deck = await visit(reader, 'decks/postgres/')
    await deck.goto(`${inject('sites')[base]}decks/postgres/#/2`)
    await expect.poll(() => deck.evaluate(key => JSON.parse(localStorage.getItem(key)!).place.path, KEY)).toBe('/decks/postgres/#/2')
  })

  it('a lab\'s link ticks its item and leaves a clean address', async () => {
    const page = await visit(await browser.reader(), 'roadmap?done=postgres/lab')
    await expect.poll(() => parts(page, 'Лабораторная').textContent()).toContain('да')
    expect(page.url()).not.toContain('done=')
  })

  it('a reset can be taken back, after a reload too', async () => {
    const reader = await browser.reader()
    const page = await visit(reader, 'roadmap?done=postgres/lab')
    await page.getByRole('button', { name: 'Сбросить' }).click()
    await expect.poll(() => parts(page, 'Лабораторная').textContent()).toContain('нет')
    await page.reload()
    await settled(page)
    await page.getByRole('button', { name: 'Вернуть прогресс до сброса' }).click()
    await expect.poll(() => parts(page, 'Лабораторная').textContent()).toContain('да')
  })

  it('a file carries progress to another browser', async () => {
    const page = await visit(await browser.reader(), 'roadmap?done=postgres/lab')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Сохранить в файл' }).click(),
    ])
    const saved = await readFile(await download.path(), 'utf8')

    const other = await visit(await browser.reader(), 'roadmap')
    await other.getByLabel('Загрузить из файла').setInputFiles({
      name: 'p.json',
      mimeType: 'application/json',
      buffer: Buffer.from(saved),
    })
    await expect.poll(() => parts(other, 'Лабораторная').textContent()).toContain('да')
  })

  it('refuses a file that is not progress, says what to do, and keeps what there is', async () => {
    const page = await visit(await browser.reader(), 'roadmap?done=postgres/lab')
    await page.getByLabel('Загрузить из файла').setInputFiles({
      name: 'x.json',
      mimeType: 'application/json',
      buffer: Buffer.from('<img src=x onerror=alert(1)>'),
    })
    await expect.poll(() => page.locator('.message').textContent()).toContain('Это не файл прогресса курса')
    expect(await parts(page, 'Лабораторная').textContent()).toContain('да')
  })

  it('tells of damaged progress, keeps the original and goes on', async () => {
    const reader = await browser.reader()
    await reader.addInitScript(key => location.protocol === 'http:' && (localStorage.getItem(key) ?? localStorage.setItem(key, '{"version":1,"items":')), KEY)
    const page = await visit(reader, 'postgres/slots')
    await expect.poll(() => page.getByRole('status').first().textContent()).toContain('не читается')
    await tick(page).check()
    expect(await page.evaluate(key => localStorage.getItem(`${key}:damaged:1`), KEY)).toBe('{"version":1,"items":')
  })

  it('works without storage and says so', async () => {
    const reader = await browser.reader()
    await reader.addInitScript(() => Object.defineProperty(window, 'localStorage', {
      get: () => { throw new DOMException('denied', 'SecurityError') },
    }))
    const page = await visit(reader, 'postgres/slots')
    await expect.poll(() => page.getByRole('status').first().textContent()).toContain('не даёт хранить данные')
    await tick(page).check()
    expect(await tick(page).isChecked()).toBe(true)
    browser.expectProblems() // the theme's own inline script reads the storage unguarded
  })

  it('is walked with the arrow keys', async () => {
    const page = await visit(await browser.reader(), 'roadmap')
    await page.locator('#stop-postgres').focus()
    await page.keyboard.press('ArrowLeft')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('stop-debezium')
    await page.keyboard.press('ArrowRight')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('stop-postgres')
    await page.keyboard.press('ArrowDown')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('stop-python')
  })

  it('knows every item of the model', async () => {
    const reader = await browser.reader()
    const page = await visit(reader, `roadmap?${allItems.map(i => `done=${i.id}`).join('&')}`)
    await expect.poll(() => page.locator('.figures').textContent()).toContain('100 %')
  })
})
