import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-chromium'
import { deflateSync } from 'node:zlib'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, inject, it } from 'vitest'
import { changelogs } from '../changes/read.ts'
import { moduleById, modules } from '../course/index.ts'
import { itemsOf } from '../course/progress-items.ts'
import { violations } from './testing/accessibility.ts'
import { settled, useBrowser } from './testing/browser.ts'
import { builds } from './testing/sites.ts'

const browser = useBrowser()
const KEY = 'debezium-course:progress'
const items = itemsOf(moduleById('postgres'))

type Ticks = Record<string, { done: boolean, at: number, edition?: string }>

const stateOf = (ticks: Ticks) => JSON.stringify({ version: 2, items: ticks, slides: {}, place: { path: '', title: '', at: 0 } })

/** Everything of `postgres`, ticked when the module was at its first version. */
const longAgo = Object.fromEntries(items.map(i => [i.id, { done: true, at: 1, edition: '1.0.0' }]))

async function visit(reader: BrowserContext, path: string, base = '/'): Promise<Page> {
  const page = await reader.newPage()
  await page.goto(inject('sites')[base]! + path)
  await settled(page)
  return page
}

async function readerWith(ticks: Ticks, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const reader = await browser.reader(options)
  await reader.addInitScript(([key, text]) => location.protocol === 'http:' && (localStorage.getItem(key!) ?? localStorage.setItem(key!, text!)), [KEY, stateOf(ticks)])
  return reader
}

const card = (page: Page, id = 'postgres') => page.locator(`[data-stop="${id}"]`)
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id)
const toggle = (page: Page) => card(page).getByRole('button', { name: /По частям|Свернуть/ })
const stored = (page: Page) => page.evaluate(key => JSON.parse(localStorage.getItem(key) ?? '{"items":{}}') as { items: Ticks }, KEY)

describe.each(builds)('roadmap on the site for $base', ({ base }) => {
  it.each(['roadmap#postgres', 'roadmap?module=postgres'])('%s opens the module and puts the focus on it', async (path) => {
    const page = await visit(await browser.reader(), path, base)
    await expect.poll(() => focused(page)).toBe('stop-postgres')
    expect(await toggle(page).getAttribute('aria-expanded')).toBe('true')
    const top = await card(page).evaluate(e => e.getBoundingClientRect().top)
    expect(top).toBeGreaterThan(0)
    expect(top).toBeLessThan(400)
  })

  it('a chapter leads to its module on the map', async () => {
    const page = await visit(await browser.reader(), 'postgres/slots', base)
    await page.locator('.part-footer').getByRole('link', { name: 'Дорожная карта' }).click()
    await page.waitForURL('**/roadmap#postgres')
    await expect.poll(() => toggle(page).getAttribute('aria-expanded')).toBe('true')
  })

  it('parts open under their module, tick, and are kept in the address', async () => {
    const reader = await browser.reader()
    const page = await visit(reader, 'roadmap', base)
    await toggle(page).click()
    expect(new URL(page.url()).hash).toBe('#postgres')
    expect(await card(page).getByRole('checkbox').count()).toBe(items.length)
    await card(page).getByRole('checkbox').last().check()
    await expect.poll(() => card(page).locator('.parts li').last().textContent()).toContain('да')
    expect((await stored(page)).items[items.at(-1)!.id]).toMatchObject({ done: true, edition: changelogs().postgres![0]!.version })
    await toggle(page).click()
    expect(new URL(page.url()).hash).toBe('')
  })

  it('a link carries progress to another browser, which shows what it would add and asks', async () => {
    const page = await visit(await readerWith({ 'postgres/lab': { done: true, at: 1 }, 'gone/part': { done: true, at: 1 } }), 'roadmap', base)
    await page.getByRole('button', { name: 'Сделать ссылку' }).click()
    const link = await page.getByRole('textbox', { name: 'Ссылка с прогрессом' }).inputValue()
    expect(link).toMatch(new RegExp(`^http://localhost:\\d+${base}roadmap#progress=[\\w-]+$`))

    const other = await readerWith({ 'postgres/wal': { done: true, at: 1 } })
    const asked = await other.newPage()
    await asked.goto(link)
    await settled(asked)
    const preview = asked.getByRole('region', { name: 'По ссылке пришёл прогресс' })
    await expect.poll(() => preview.textContent()).toContain('Прибавится 2 отметки')
    expect(await preview.textContent()).toContain('Лабораторная: CDC из пустой базы')
    expect(await preview.textContent()).toContain('gone/part')
    expect(Object.keys((await stored(asked)).items)).toEqual(['postgres/wal'])
    await preview.getByRole('button', { name: 'Добавить к моим' }).click()
    await expect.poll(async () => Object.entries((await stored(asked)).items).filter(([, i]) => i.done).map(([id]) => id).sort()).toEqual(['gone/part', 'postgres/lab', 'postgres/wal'])
    expect(new URL(asked.url()).hash).toBe('')
    expect(await preview.count()).toBe(0)
  })
})

describe('a link with progress', () => {
  const pack = (text: string) => `#progress=${deflateSync(text).toString('base64url')}`

  it('adds nothing when the reader declines', async () => {
    const page = await visit(await browser.reader(), `roadmap${pack(stateOf({ 'postgres/lab': { done: true, at: 1 } }))}`)
    await page.getByRole('button', { name: 'Не добавлять' }).click()
    expect(new URL(page.url()).hash).toBe('')
    expect((await stored(page)).items).toEqual({})
  })

  it.each([
    ['cut', pack(stateOf(longAgo)).slice(0, -9)],
    ['not base64', '#progress=<img src=x onerror=alert(1)>'],
    ['a flood', pack(`${' '.repeat(8_000_000)}${stateOf({})}`)],
    ['of another site', pack('{"version":"x"}')],
  ])('that is %s says so and changes nothing', async (_, fragment) => {
    const page = await visit(await readerWith({ 'postgres/wal': { done: true, at: 1 } }), `roadmap${fragment}`)
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('Ваши отметки не изменились')
    await page.getByRole('button', { name: 'Понятно' }).click()
    expect(Object.keys((await stored(page)).items)).toEqual(['postgres/wal'])
  })

  it('is never sent: no request has it', async () => {
    const reader = await browser.reader()
    const requests: string[] = []
    reader.on('request', r => requests.push(`${r.url()} ${r.headers().referer ?? ''} ${r.postData() ?? ''}`))
    const page = await visit(reader, `roadmap${pack(stateOf({ 'postgres/lab': { done: true, at: 1 } }))}`)
    await page.getByRole('button', { name: 'Добавить к моим' }).click()
    expect(requests.length).toBeGreaterThan(3)
    expect(requests.filter(r => r.slice(r.indexOf('?') + 1).includes('eJ') && r.includes('progress='))).toEqual([])
  })
})

describe('filters', () => {
  it('are in the address, work from it, and are taken off', async () => {
    const reader = await browser.reader()
    const page = await visit(reader, 'roadmap')
    await page.getByRole('radio', { name: 'Практика' }).check()
    await page.getByRole('checkbox', { name: 'AWS' }).check()
    await page.getByRole('checkbox', { name: 'PostgreSQL' }).check()
    expect(new URL(page.url()).search).toBe('?track=practice&platform=postgresql,aws')

    const again = await visit(reader, `roadmap${new URL(page.url()).search}`)
    const expected = modules.filter(m => m.platforms.some(p => p === 'postgresql' || p === 'aws'))
    await expect.poll(() => again.locator('.count').textContent()).toContain(`Подходит модулей: ${expected.length} из ${modules.length}`)
    expect(await again.locator('.stop:not(.quiet)').evaluateAll(all => all.map(e => e.id).sort())).toEqual(expected.map(m => m.id as string).sort())
    expect(await card(again).locator('.parts li').allTextContents()).toHaveLength(2)
    expect(await card(again).locator('.meta').textContent()).toContain('1\u00A0ч\u00A055\u00A0мин')
    await again.getByRole('button', { name: 'Снять фильтр' }).click()
    expect(new URL(again.url()).search).toBe('')
    expect(await again.locator('.stop.quiet').count()).toBe(0)
  })
})

describe('what changed since a tick', () => {
  const log = changelogs().postgres!
  const news = log.filter(e => e.version !== '1.0.0').flatMap(e => e.reread)

  it('is told on the map with links to the places, and goes once it is read again', async () => {
    expect(news.length).toBeGreaterThan(0)
    const reader = await readerWith(longAgo)
    const page = await visit(reader, 'roadmap')
    await expect.poll(() => page.locator('.summary .changed').textContent()).toContain(String(news.length))
    await page.getByRole('button', { name: 'Показать' }).click()
    expect(new URL(page.url()).search).toBe('?show=changed')
    const notices = card(page).locator('.since')
    await expect.poll(() => notices.count()).toBe(new Set(news.map(n => n.part)).size)
    const links = await notices.getByRole('link').evaluateAll(all => all.map(a => (a as HTMLAnchorElement).href))
    expect(links).toHaveLength(news.length)

    await notices.getByRole('link').first().click()
    await page.waitForURL(links[0]!)
    await page.locator(new URL(links[0]!).hash).waitFor({ state: 'attached' })
    await page.goBack()
    await settled(page)
    for (let left = new Set(news.map(n => n.part)).size; left > 0; left--) {
      await expect.poll(() => notices.count()).toBe(left)
      await notices.first().getByRole('button', { name: 'Перечитано' }).click()
    }
    await expect.poll(() => page.locator('.summary .changed').count()).toBe(0)
    await page.reload()
    await settled(page)
    expect(await page.locator('.summary .changed').count()).toBe(0)
    expect(await card(page).locator('.state').textContent()).toBe('пройден')
  })

  it('is told on the module\'s first page too, beside its whole changelog', async () => {
    const page = await visit(await readerWith(longAgo), 'postgres/')
    await expect.poll(() => page.locator('.module-parts .since').count()).toBe(new Set(news.map(n => n.part)).size)
    expect(await page.locator('.module-changes dt').allTextContents()).toHaveLength(log.length)
  })

  it('is not told to those who came later', async () => {
    const today = Object.fromEntries(items.map(i => [i.id, { done: true, at: 1, edition: log[0]!.version }]))
    const page = await visit(await readerWith(today), 'roadmap')
    await expect.poll(() => card(page).locator('.state').textContent()).toBe('пройден')
    expect(await page.locator('.changed, .since').count()).toBe(0)
  })
})

describe('two tabs', () => {
  // One race in five is lost where a page keeps no journal: several rounds see it.
  it.each([1, 2, 3, 4])('that tick at the same time and close at once lose nothing, round %d', async () => {
    const reader = await browser.reader()
    const tabs = await Promise.all(['roadmap#postgres', 'roadmap#postgres'].map(path => visit(reader, path)))
    const half = (tab: Page, parity: number) => tab.evaluate((parity) => {
      const boxes = [...document.querySelectorAll<HTMLInputElement>('[data-stop="postgres"] .items input')].filter((_, i) => i % 2 === parity)
      boxes.forEach(box => box.click())
      return boxes.length
    }, parity)
    const clicked = await Promise.all(tabs.map(half))
    await Promise.all(tabs.map(tab => tab.close()))
    expect(clicked[0]! + clicked[1]!).toBe(items.length)

    const later = await visit(reader, 'roadmap')
    await expect.poll(() => card(later).locator('.state').textContent()).toBe('пройден')
    expect(Object.keys((await stored(later)).items).sort()).toEqual(items.map(i => i.id).sort())
  })
})

describe('by keyboard only', () => {
  it('the map is walked, a module opened, a part ticked and its page reached', async () => {
    const page = await visit(await browser.reader(), 'roadmap')
    await page.locator('.filter input').first().focus()
    // One stop of the map is in the order of Tab, that of the module to go on with; arrows reach the others.
    for (let i = 0; i < 40 && !(await focused(page))?.startsWith('stop-'); i++)
      await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('stop-cdc')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    expect(await focused(page)).toBe('stop-postgres')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowRight')
    expect(await focused(page)).toBe('stop-postgres')
    for (let i = 0; i < 3 && !await toggle(page).evaluate(e => e === document.activeElement); i++)
      await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await toggle(page).getAttribute('aria-expanded')).toBe('true')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    expect((await stored(page)).items[items[0]!.id]?.done).toBe(true)
    for (let i = 0; i < 3; i++)
      await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL(`**${items[1]!.path}`)
  })

  it('the focus is seen on everything that takes it', async () => {
    const page = await visit(await browser.reader(), 'roadmap#postgres')
    const unseen = await page.evaluate(() => {
      const marks = (e: Element) => {
        const style = getComputedStyle(e)
        return style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2
      }
      return [...document.querySelectorAll<HTMLElement>('.roadmap :is(a[href], button, input)')].filter((e) => {
        e.focus({ focusVisible: true } as FocusOptions)
        return document.activeElement === e && !marks(e) && !marks(e.nextElementSibling ?? e) && !marks(e.parentElement!)
      }).map(e => e.outerHTML.slice(0, 120))
    })
    expect(unseen).toEqual([])
  })

  it('nothing moves for those who asked for that', async () => {
    const page = await visit(await browser.reader({ reducedMotion: 'reduce' }), 'roadmap')
    const moving = await page.evaluate(() => [...document.querySelectorAll('.roadmap *')].filter((e) => {
      const { transitionDuration, animationName } = getComputedStyle(e)
      return animationName !== 'none' || transitionDuration.split(',').some(d => Number.parseFloat(d) > 0)
    }).map(e => e.className.toString()))
    expect(moving).toEqual([])
  })
})

describe.each([['light', 390], ['light', 1440], ['dark', 390], ['dark', 1440]] as const)('in the %s theme at %d', (colorScheme, width) => {
  it.each([
    ['untouched', 'roadmap', {}],
    ['with everything open', 'roadmap?show=changed#postgres', longAgo],
    ['filtered', 'roadmap?track=practice&platform=aws', longAgo],
    ['with a link', `roadmap#progress=${deflateSync(stateOf(longAgo)).toString('base64url')}`, {}],
  ] as const)('is accessible and does not scroll sideways, %s', async (_, path, ticks) => {
    const page = await visit(await readerWith(ticks, { colorScheme, viewport: { width, height: 900 } }), path)
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  })
})

describe('on paper', () => {
  it('is one or two pages with every module, every part and its state in words', async () => {
    const half = Object.fromEntries(items.slice(0, 6).map(i => [i.id, { done: true, at: 1, edition: '1.0.0' }]))
    const page = await visit(await readerWith(half), 'roadmap')
    const pdf = await getDocument({ data: new Uint8Array(await page.pdf({ format: 'A4' })), useSystemFonts: true }).promise
    expect(pdf.numPages).toBeLessThanOrEqual(2)
    const pages = await Promise.all(Array.from({ length: pdf.numPages }, async (_, i) => (await (await pdf.getPage(i + 1)).getTextContent()).items.map(t => 'str' in t ? t.str : '').join(' ')))
    const text = pages.join(' ').replace(/\s+/g, ' ')
    const letters = (s: string) => s.replace(/[^\p{L}\p{N}]/gu, '')
    for (const title of [...modules.map(m => m.title), ...items.map(i => i.title)])
      expect(letters(text)).toContain(letters(title))
    expect(letters(text)).toContain('начат49')
    expect(text).toContain('скоро')
    expect(text.split('✓')).toHaveLength(6 + 1)
    expect(text).not.toContain('Сбросить')
  })
})
