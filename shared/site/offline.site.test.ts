import type { BrowserContext, Page } from 'playwright-chromium'
import type { ServedSite } from './serve.ts'
import { cp, mkdtemp, rm, symlink, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { serveSite } from './serve.ts'
import { settled, useBrowser } from './testing/browser.ts'
import { buildsIn, markedBuild } from './testing/marked-build.ts'
import { builds } from './testing/sites.ts'

const browser = useBrowser()

/** A reader whose browser keeps the course. */
function reader(): Promise<BrowserContext> {
  return browser.reader({ serviceWorkers: 'allow' })
}

async function visit(tabs: BrowserContext, url: string): Promise<Page> {
  const page = await tabs.newPage()
  await page.goto(url)
  await settled(page)
  return page
}

/** The worker has everything and answers for the page. */
async function kept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
}

describe.each(builds)('without a network, on the site for $base', ({ folder, base }) => {
  let site: ServedSite
  let tabs: BrowserContext

  /** One visit to one page, and the host is gone. */
  async function visitOnce(path: string): Promise<Page> {
    site = await serveSite(folder, base, 0, { maxAge: 600 })
    tabs = await reader()
    const page = await visit(tabs, site.url + path)
    await kept(page)
    await site.close()
    await tabs.setOffline(true)
    return page
  }

  it.each([
    ['postgres/slots#wal-status', 'Слот репликации'],
    ['postgres/slots.html', 'Слот репликации'],
    ['roadmap?done=postgres/lab', 'Дорожная карта'],
    ['decks/postgres/#/3', '3 /'],
    ['decks/postgres', 'PostgreSQL'],
    ['glossary', 'Глоссарий'],
    ['', 'Debezium в production'],
  ])('/%s opens, though only another page was ever visited', async (path, text) => {
    await visitOnce('postgres/wal')
    const page = await tabs.newPage()
    const failed: string[] = []
    page.on('requestfailed', r => failed.push(r.url()))
    const answer = await page.goto(site.url + path)
    await settled(page)
    expect(answer?.status()).toBe(200)
    await expect.poll(() => page.locator('body').textContent()).toContain(text)
    expect(failed).toEqual([])
  })

  it('leads on within the workbook and into a deck, and keeps what is ticked', async () => {
    const page = await visitOnce('postgres/wal')
    await page.getByRole('checkbox', { name: 'Глава прочитана' }).check()
    await page.locator('.way .next').click()
    await page.waitForURL('**/postgres/slots')
    await page.goto(`${site.url}decks/postgres/#/2`)
    await page.locator('.slide-footer').first().waitFor()
    await page.goto(`${site.url}postgres/wal`)
    await settled(page)
    expect(await page.getByRole('checkbox', { name: 'Глава прочитана' }).isChecked()).toBe(true)
  })

  it('finds by search', async () => {
    const page = await visitOnce('roadmap')
    await page.keyboard.press('/')
    await page.getByRole('combobox', { name: 'Что найти' }).fill('wal_status')
    await page.getByRole('option').first().click()
    await page.waitForURL('**/postgres/**')
  })

  it('says of an unknown page what the host would, and why it may be there online', async () => {
    const page = await visitOnce('roadmap')
    const answer = await page.goto(`${site.url}postgres/nowhere`)
    await settled(page)
    expect(answer?.status()).toBe(404)
    expect(await page.locator('h1').textContent()).toBe('Такой страницы нет')
    await expect.poll(() => page.locator('.missing').textContent()).toContain('Нет сети')
    browser.expectProblems()
  })
})

describe('a new build', () => {
  const { folder, base } = builds[1]
  let work: string
  let live: string
  let site: ServedSite
  let tabs: BrowserContext

  /** What the host has from now on. */
  async function deploy(name: string): Promise<void> {
    await unlink(live).catch(() => {})
    await symlink(join(work, name), live)
  }

  const builtFrom = (page: Page) => page.evaluate(buildsIn, ['old', 'new'])
  const whole = (name: string) => ({ html: name, scripts: name, styles: name })
  const notice = (page: Page) => page.getByRole('complementary', { name: 'Обновление курса' })
  const lookForUpdate = (page: Page) => page.evaluate(async () => void await (await navigator.serviceWorker.ready).update())

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'course-builds-'))
    live = join(work, 'live')
    await markedBuild(folder, join(work, 'old'), 'old')
    await markedBuild(folder, join(work, 'new'), 'new')
    // In the middle of a deployment: the new worker, but one page is still the old one.
    await cp(join(work, 'new'), join(work, 'half'), { recursive: true })
    await cp(join(work, 'old/postgres/slots.html'), join(work, 'half/postgres/slots.html'))
  })
  afterAll(() => rm(work, { recursive: true, force: true }))

  /** A reader with a chapter and a deck open, kept by the worker of the old build; the host then has another. */
  async function readersTabs(next: string): Promise<{ chapter: Page, deck: Page }> {
    await deploy('old')
    site = await serveSite(live, base, 0, { maxAge: 600 })
    tabs = await reader()
    const chapter = await visit(tabs, `${site.url}postgres/wal`)
    await kept(chapter)
    await chapter.getByRole('checkbox', { name: 'Глава прочитана' }).check()
    const deck = await visit(tabs, `${site.url}decks/postgres/#/2`)
    await deploy(next)
    return { chapter, deck }
  }
  afterEach(() => site.close())

  it('is told of in the workbook and in the deck, and disturbs neither before the reader asks for it', async () => {
    const { chapter, deck } = await readersTabs('new')
    await lookForUpdate(chapter)
    await notice(chapter).waitFor()
    await notice(deck).waitFor()
    expect(await notice(chapter).getByRole('status').textContent()).toContain('Вышла новая версия курса')

    // On to a page by the workbook's own code, and to another from the host's address: all of the old build.
    await chapter.locator('.way .next').click()
    await chapter.waitForURL('**/postgres/slots')
    await chapter.getByRole('heading', { level: 1, name: /Слот репликации/ }).waitFor()
    expect(await builtFrom(chapter)).toEqual(whole('old'))
    await chapter.goto(`${site.url}roadmap`)
    await settled(chapter)
    expect(await builtFrom(chapter)).toEqual(whole('old'))
    await deck.reload()
    await settled(deck)
    expect(await builtFrom(deck)).toEqual(whole('old'))
  })

  it('comes whole into every tab when the reader asks for it, and leaves progress alone', async () => {
    const { chapter, deck } = await readersTabs('new')
    await lookForUpdate(chapter)
    await Promise.all([
      deck.waitForEvent('load'),
      chapter.waitForEvent('load'),
      notice(chapter).getByRole('button', { name: 'Обновить' }).click(),
    ])
    for (const page of [chapter, deck]) {
      await settled(page)
      expect(await builtFrom(page)).toEqual(whole('new'))
      expect(await notice(page).count()).toBe(0)
    }
    expect(deck.url()).toContain('#/2')
    expect(await chapter.getByRole('checkbox', { name: 'Глава прочитана' }).isChecked()).toBe(true)

    // Nothing of the old build is left to be mixed in.
    const stored = await chapter.evaluate(async () => (await Promise.all((await caches.keys()).map(async name => (await (await caches.open(name)).keys()).map(r => r.url)))).flat())
    expect(stored.filter(u => u.includes('/assets/old/'))).toEqual([])
    expect(stored.filter(u => u.includes('/assets/new/')).length).toBeGreaterThan(50)
    await site.close()
    await chapter.goto(`${site.url}postgres/slots`)
    await settled(chapter)
    expect(await builtFrom(chapter)).toEqual(whole('new'))
  })

  it('can wait: the notice goes away, and comes again with the next visit', async () => {
    const { chapter } = await readersTabs('new')
    await lookForUpdate(chapter)
    await notice(chapter).getByRole('button', { name: 'Позже' }).click()
    await expect.poll(() => notice(chapter).count()).toBe(0)
    await chapter.goto(`${site.url}glossary`)
    await notice(chapter).waitFor()
    expect(await builtFrom(chapter)).toEqual(whole('old'))
  })

  it('that the host has only in part is not taken', async () => {
    const { chapter } = await readersTabs('half')
    const state = await chapter.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready
      const found = new Promise<ServiceWorker>(resolve => registration.addEventListener('updatefound', () => resolve(registration.installing!)))
      void registration.update()
      const worker = await found
      return new Promise<string>(resolve => worker.addEventListener('statechange', () => resolve(worker.state)))
    })
    expect(state).toBe('redundant')
    await chapter.reload()
    await settled(chapter)
    expect(await builtFrom(chapter)).toEqual(whole('old'))
    browser.expectProblems()
  })

  it('meets a page without a worker: what the page does not know it asks of the host', async () => {
    await deploy('old')
    site = await serveSite(live, base)
    const page = await visit(await browser.reader(), `${site.url}postgres/wal`)
    await deploy('new')
    await page.locator('.way .next').click()
    await page.waitForFunction(() => document.documentElement.dataset.build === 'new')
    await settled(page)
    expect(page.url()).toBe(`${site.url}postgres/slots`)
    expect(await builtFrom(page)).toEqual(whole('new'))
    browser.expectProblems()
  })
})
