import type { Page } from 'playwright-chromium'
import { describe, expect, inject, it } from 'vitest'
import { violations } from '../site/testing/accessibility.ts'
import { settled, useBrowser } from '../site/testing/browser.ts'
import { builds } from '../site/testing/sites.ts'

const browser = useBrowser()

async function visit(path: string, options: Parameters<typeof browser.reader>[0] = {}, base = '/'): Promise<Page> {
  const page = await (await browser.reader(options)).newPage()
  await page.goto(inject('sites')[base]! + path)
  await settled(page)
  return page
}

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Поиск по курсу' })
const inputOf = (page: Page) => page.getByRole('combobox', { name: 'Что найти' })
const optionsOf = (page: Page) => page.getByRole('option')
const selectedOf = (page: Page) => page.locator('[role=option][aria-selected=true]')

async function ask(page: Page, query: string): Promise<void> {
  await page.keyboard.press('/')
  await inputOf(page).fill(query)
  await optionsOf(page).first().waitFor()
}

describe.each(builds.map(b => b.base))('the search under %s', (base) => {
  it('is not loaded until it is opened, and then once', async () => {
    const reader = await browser.reader()
    const page = await reader.newPage()
    const loaded: string[] = []
    page.on('request', r => /search/i.test(r.url()) && loaded.push(new URL(r.url()).pathname))
    await page.goto(`${inject('sites')[base]!}postgres/slots`)
    await settled(page)
    expect(loaded).toEqual([])
    await page.getByRole('button', { name: 'Поиск по курсу' }).click()
    await inputOf(page).fill('слотами')
    await optionsOf(page).first().waitFor()
    expect(loaded.filter(path => path === `${base}search/index.json`)).toHaveLength(1)
    expect(loaded.every(path => path.startsWith(base))).toBe(true)
  })

  it('finds a word in any form and leads to its place', async () => {
    const page = await visit('', {}, base)
    await ask(page, 'слотами')
    expect(await optionsOf(page).locator('.title').allTextContents()).toContain('Слот репликации: что он держит и когда отпускает')
    await inputOf(page).fill('safe_wal_size')
    await expect.poll(() => selectedOf(page).getAttribute('href')).toBe(`${base}postgres/slots#wal-status`)
    await page.keyboard.press('Enter')
    await page.waitForURL(`**${base}postgres/slots#wal-status`)
    await dialogOf(page).waitFor({ state: 'detached' })
    await expect.poll(() => page.locator('#wal-status').evaluate(e => e.getBoundingClientRect().top)).toBeLessThan(200)
  })
})

describe('keys', () => {
  it.each(['/', 'Control+k', 'Meta+k'])('%s opens the search with the caret in it, Esc closes it and gives the focus back', async (key) => {
    const page = await visit('roadmap')
    await page.locator('a[href="/glossary"]').first().focus()
    await page.keyboard.press(key)
    await expect.poll(() => inputOf(page).evaluate(e => e === document.activeElement)).toBe(true)
    await page.keyboard.press('Escape')
    await dialogOf(page).waitFor({ state: 'detached' })
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('/glossary')
  })

  it('/ is a character where one types', async () => {
    const page = await visit('')
    await ask(page, 'wal')
    await inputOf(page).press('/')
    expect(await inputOf(page).inputValue()).toBe('wal/')
  })

  it('arrows go round the list, and the reader is told where they are', async () => {
    const page = await visit('')
    await ask(page, 'снапшот')
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => inputOf(page).getAttribute('aria-activedescendant')).toBe('search-option-1')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    const last = await optionsOf(page).count() - 1
    await expect.poll(() => inputOf(page).getAttribute('aria-activedescendant')).toBe(`search-option-${last}`)
    await expect.poll(() => selectedOf(page).evaluate((e) => {
      const { top, bottom } = e.getBoundingClientRect()
      return top >= 0 && bottom <= innerHeight
    })).toBe(true)
  })

  it('tab stays in the dialog', async () => {
    const page = await visit('')
    await ask(page, 'снапшот')
    for (let i = 0; i < 4; i++) {
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement === document.body || document.activeElement!.closest('dialog') !== null)).toBe(true)
    }
  })
})

describe('results', () => {
  it('show the place around what was found, with the words marked', async () => {
    const page = await visit('')
    await ask(page, 'пульсом')
    await expect.poll(() => optionsOf(page).locator('.snippet mark').count()).toBeGreaterThan(3)
    expect(await optionsOf(page).locator('mark').allTextContents()).toEqual(expect.arrayContaining(['пульс']))
  })

  it('say what they are', async () => {
    const page = await visit('')
    await ask(page, 'permission denied to start WAL sender')
    expect(await optionsOf(page).locator('.kind').allTextContents()).toEqual(expect.arrayContaining(['симптом', 'глава']))
  })

  it('lead into a deck', async () => {
    const page = await visit('')
    await ask(page, 'Предел выбирает, кто умрёт')
    await page.getByRole('option', { name: /слайд \d+/ }).first().click()
    await page.waitForURL('**/decks/postgres/**')
    await expect.poll(() => page.url()).toMatch(/#\/\d+$/)
  })

  it('come back with «назад»', async () => {
    const page = await visit('roadmap')
    await ask(page, 'wal_status')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/postgres/slots#wal-status')
    await page.goBack()
    await optionsOf(page).first().waitFor()
    expect(await inputOf(page).inputValue()).toBe('wal_status')
  })

  it('of markup are text', async () => {
    const page = await visit(`?q=${encodeURIComponent('<img src=x onerror=alert(1)>')}`)
    await page.getByText('ничего нет').or(optionsOf(page).first()).waitFor()
    expect(await dialogOf(page).locator('img').count()).toBe(0)
  })
})

describe('an address with ?q=', () => {
  it('opens the search, and closing it cleans the address', async () => {
    const page = await visit('glossary?q=ckjn')
    await optionsOf(page).first().waitFor()
    expect(await page.getByText('Показано для «слот»').count()).toBe(1)
    await page.getByRole('button', { name: 'Закрыть поиск' }).click()
    await dialogOf(page).waitFor({ state: 'detached' })
    expect(new URL(page.url()).search).toBe('')
  })

  it('tells what to do when nothing is found', async () => {
    const page = await visit('?q=абракадабра')
    await page.getByText('По запросу «абракадабра» ничего нет').waitFor()
    await page.getByRole('button', { name: 'wal_status' }).click()
    await optionsOf(page).first().waitFor()
    expect(await inputOf(page).inputValue()).toBe('wal_status')
  })
})

it('keeps the query and tries again when the index cannot be loaded', async () => {
  const page = await visit('')
  await page.route('**/search/index.json', route => route.abort())
  await page.keyboard.press('/')
  await inputOf(page).fill('слот')
  await page.getByRole('alert').waitFor()
  await page.unroute('**/search/index.json')
  await page.getByRole('button', { name: 'Повторить' }).click()
  await optionsOf(page).first().waitFor()
  expect(await inputOf(page).inputValue()).toBe('слот')
  browser.expectProblems()
})

describe.each([
  ['desktop', { viewport: { width: 1280, height: 800 } }],
  ['phone', { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }],
] as const)('on a %s', (_, options) => {
  it.each(['light', 'dark'] as const)('every state is accessible in the %s theme', async (colorScheme) => {
    const page = await visit('?q=', { ...options, colorScheme, reducedMotion: 'reduce' })
    await dialogOf(page).waitFor()
    for (const [query, sign] of [['', 'Например'], ['слот', 'Слот репликации'], ['абракадабра', 'ничего нет']] as const) {
      await inputOf(page).fill(query)
      await dialogOf(page).getByText(sign).first().waitFor()
      expect(await violations(page, { within: 'dialog' }), query).toEqual([])
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(options.viewport.width)
  })
})
