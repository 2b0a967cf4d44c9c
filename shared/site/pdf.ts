import type { Browser } from 'playwright-chromium'
import type { ModuleId } from '../course/index.ts'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-chromium'
import { chromiumArgs, chromiumPath } from './chromium.ts'
import { serveSite } from './serve.ts'

/** CSS pixels of a slide, and of its page. */
const width = 1280
const height = 720

/** The print route shows all slides one under another, each a page; Chromium makes the outline from their headings. */
async function printDeck(browser: Browser, url: string, file: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: 'light', reducedMotion: 'reduce' })
  try {
    await page.goto(`${url}?print=true#/print`)
    const slides = page.locator('.print-slide-container')
    await slides.first().waitFor()
    await page.waitForLoadState('networkidle')
    await page.waitForFunction(() => !document.querySelector('.slidev-slide-loading'))
    // As high as all slides together, or what is as high as the window spills onto another page.
    await page.setViewportSize({ width, height: height * await slides.count() })
    await page.evaluate(() => document.fonts.ready)
    await page.emulateMedia({ media: 'screen' })
    await page.pdf({ path: file, width, height, printBackground: true, preferCSSPageSize: true, outline: true, tagged: true })
  }
  finally {
    await page.close()
  }
}

/**
 * Prints decks of a built site into `<target>/<module>.pdf`, all in one browser.
 *
 * @param folder A site built for the base `/`.
 * @returns the files, in the order of `ids`.
 * @throws Problem when there is no Chromium.
 */
export async function printDecks(folder: string, ids: readonly ModuleId[], target = join(folder, 'pdf')): Promise<string[]> {
  await mkdir(target, { recursive: true })
  const site = await serveSite(folder, '/')
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumArgs })
  try {
    const files: string[] = []
    for (const id of ids) {
      const file = join(target, `${id}.pdf`)
      await printDeck(browser, `${site.url}decks/${id}/`, file)
      files.push(file)
    }
    return files
  }
  finally {
    await browser.close()
    await site.close()
  }
}
