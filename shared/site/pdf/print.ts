import type { Browser, Page } from 'playwright-chromium'
import type { ModuleId } from '../../course/index.ts'
import type { BuiltDeck } from '../incremental/decks.ts'
import type { Edition, PrintedDeck } from './editions.ts'
import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtempDisposable, readFile, stat, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { chromium } from 'playwright-chromium'
import { isProblem, Problem } from '../../../labs/engine/problem.ts'
import { deckOutline } from '../../course/deck-outline.ts'
import { moduleById } from '../../course/index.ts'
import { chromiumArgs, chromiumPath } from '../chromium.ts'
import { cache } from '../folders.ts'
import { FolderStore } from '../incremental/folder-store.ts'
import { serveSite } from '../serve.ts'
import { editions, fileName } from './editions.ts'
import { finishPdf, pagesOfSlides } from './finish.ts'
import { layOutHandout } from './handout.ts'
import { deckContents } from './outline.ts'

/** CSS pixels of a slide, and of its page. */
const width = 1280
const height = 720

/** The print route: all slides one under another, each a page. @returns the number of the slide on each page. */
async function openSlides(page: Page, url: string, edition: Edition): Promise<number[]> {
  await page.goto(`${url}?print=${edition === 'clicks' ? 'clicks' : 'true'}#/print`)
  const slides = page.locator('.print-slide-container')
  await slides.first().waitFor()
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() => !document.querySelector('.slidev-slide-loading'))
  // As high as all slides together, or what is as high as the window spills onto another page.
  await page.setViewportSize({ width, height: height * await slides.count() })
  // `003-02`: the third slide after its first step.
  return slides.evaluateAll(all => all.map(e => Number(e.id.split('-')[0])))
}

/** Runs in the page. What is on no screen yet is loaded too: a printer needs it. Fallbacks are fonts that a machine has or has not. */
async function fontsLoaded(): Promise<void> {
  await Promise.all([...document.fonts].filter(f => !f.family.includes('fallback')).map(f => f.load()))
}

const store = new FolderStore(`${cache}pdf`)

/** A slide that fails to load prints as a line of excuse: what the page complains about must not go into a PDF. */
function watchFaults(page: Page): string[] {
  const faults: string[] = []
  page.on('console', m => m.type() === 'error' && faults.push(m.text()))
  page.on('pageerror', e => faults.push(e.message))
  page.on('requestfailed', r => faults.push(`${r.url()}: ${r.failure()?.errorText}`))
  return faults
}

type Finished = Awaited<ReturnType<typeof finishPdf>>

interface Job { id: string, edition: Edition, url: string, origin: string, address: string | undefined }

async function printOnce(browser: Browser, { id, edition, url, origin, address }: Job): Promise<Finished> {
  const { title } = moduleById(id)
  const slides = await deckOutline(id as ModuleId)
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: 'light', reducedMotion: 'reduce' })
  const faults = watchFaults(page)
  try {
    const shown = await openSlides(page, url, edition)
    if (faults.length)
      throw new Problem(`Колода «${id}» не печатается:\n${faults.join('\n')}`, 'Откройте её в браузере: npm run preview')
    if (edition === 'notes')
      await layOutHandout(page, title, slides)
    await page.emulateMedia({ media: 'screen' })
    await page.evaluate(fontsLoaded)
    const pdf = await page.pdf({ ...(edition !== 'notes' && { width, height }), printBackground: true, preferCSSPageSize: true, outline: edition === 'notes', tagged: true })
    const sheets = edition === 'notes' ? await pagesOfSlides(pdf) : undefined
    const pageOf = (no: number) => sheets?.get(no) ?? shown.indexOf(no)
    return await finishPdf(pdf, { title: `${title}: ${editions[edition].name}`, contents: deckContents(slides, pageOf), origin, address, pageOf })
  }
  finally {
    await page.close()
  }
}

/** Chromium drops all connections when any network interface of the machine comes or goes; then a second try is enough. */
async function printDeck(browser: Browser, job: Job): Promise<Finished> {
  return printOnce(browser, job).catch((error: unknown) => isProblem(error) ? printOnce(browser, job) : Promise.reject(error))
}

interface Wanted extends Pick<BuiltDeck, 'id' | 'folder'> {
  edition: Edition
  /** Fingerprint of the deck and of what is printed into it. */
  key: string
}

/** Serves the decks as the site does: a deck finds the rest of the site by where it stands. */
async function served<T>(decks: readonly Wanted[], use: (url: string) => Promise<T>): Promise<T> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'decks-'))
  await writeFile(join(folder.path, '404.html'), '')
  for (const { folder: built } of decks)
    await cp(built, join(folder.path, 'decks'), { recursive: true })
  const site = await serveSite(folder.path, '/')
  try {
    return await use(site.url)
  }
  finally {
    await site.close()
  }
}

async function keep({ id, edition, key }: Wanted, { pdf, pages }: Finished): Promise<void> {
  const folder = `${cache}pdf-${process.pid}-${id}-${edition}`
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, fileName(id, edition)), pdf)
  await writeFile(join(folder, 'pages'), String(pages))
  await store.put(`${id}-${edition}`, key, folder)
}

/** Deals things out among `n` hands. */
export function dealt<T>(things: readonly T[], n: number): T[][] {
  return Array.from({ length: n }, (_, hand) => things.filter((_, i) => i % n === hand)).filter(h => h.length)
}

/** All in one browser, as many decks at a time as the machine has cores. */
async function printMissing(missing: readonly Wanted[], address: string | undefined): Promise<void> {
  await served(missing, async (origin) => {
    const browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumArgs })
    try {
      await Promise.all(dealt(missing, availableParallelism()).map(async (some) => {
        for (const wanted of some)
          await keep(wanted, await printDeck(browser, { id: wanted.id, edition: wanted.edition, url: `${origin}decks/${wanted.id}/`, origin, address }))
      }))
    }
    finally {
      await browser.close()
    }
  })
}

async function printed({ id, edition, key }: Wanted): Promise<PrintedDeck> {
  const folder = (await store.get(`${id}-${edition}`, key))!
  const file = join(folder, fileName(id, edition))
  return { id, edition, file, pages: Number(await readFile(join(folder, 'pages'), 'utf8')), bytes: (await stat(file)).size }
}

/**
 * Prints decks, all in one browser; those that have not changed since they were printed come from `.cache/pdf`.
 *
 * @param decks Built ones.
 * @param wanted What to print of each.
 * @param address The published site, with a slash at the end, for links out of the decks; without it there are none.
 * @throws Problem when there is no Chromium.
 */
export async function printDecks(decks: readonly BuiltDeck[], wanted: readonly Edition[], address?: string): Promise<PrintedDeck[]> {
  const all = decks.flatMap(({ id, folder, key }) => wanted.map(edition =>
    ({ id, folder, edition, key: createHash('sha256').update(`${key} ${address}`).digest('hex').slice(0, 16) })))
  const there = await Promise.all(all.map(w => store.get(`${w.id}-${w.edition}`, w.key)))
  const missing = all.filter((_, i) => !there[i])
  if (missing.length)
    await printMissing(missing, address)
  return Promise.all(all.map(printed))
}
