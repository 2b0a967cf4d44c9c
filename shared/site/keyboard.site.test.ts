import type { Page } from 'playwright-chromium'
import { expect, inject, it } from 'vitest'
import { writtenModules } from '../course/index.ts'
import { itemsOf } from '../course/progress-items.ts'
import { settled, useBrowser } from './testing/browser.ts'

const browser = useBrowser()

/** Name and kind of what has the focus, and whether a sighted reader can tell. */
function focus(page: Page): Promise<{ name: string, link: string, option: boolean, seen: boolean }> {
  return page.evaluate(() => {
    const e = document.activeElement as HTMLElement
    const marked = (part: Element | null): boolean => {
      const style = part && getComputedStyle(part)
      return !!style && style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1
    }
    const label = e.closest('label')?.textContent ?? ''
    return {
      name: `${e.getAttribute('aria-label') ?? ''} ${e.textContent} ${label}`.replaceAll(/\s+/g, ' ').trim(),
      link: e.getAttribute('href') ?? '',
      option: e.matches('.question .option input'),
      // After the last stop comes the page itself, on the way to the first.
      seen: e === document.body || [e, e.nextElementSibling, e.closest('label'), e.closest('.option'), ...e.children].some(marked),
    }
  })
}

/** Presses Tab until the focus stands on what is wanted; everything on the way has to show it. */
async function tabTo(page: Page, wanted: (at: Awaited<ReturnType<typeof focus>>) => boolean): Promise<void> {
  const way: string[] = []
  for (let i = 0; i < 400; i++) {
    await page.keyboard.press('Tab')
    const at = await focus(page)
    way.push(`${at.name.slice(0, 60)} ${at.link}`)
    expect(at.seen, `the focus is seen on «${at.name.slice(0, 60)}» of ${page.url()}`).toBe(true)
    if (wanted(at))
      return
  }
  throw new Error(`Tab never came to it: ${way.slice(-12).join(' | ')}`)
}

async function follow(page: Page, path: string): Promise<void> {
  await tabTo(page, at => at.link === path)
  const left = await page.locator('h1').textContent()
  await page.keyboard.press('Enter')
  await page.waitForURL(`**${path}`)
  // The address changes before the page does, and what is to go loses its focus without a sign.
  await page.waitForFunction(heading => document.querySelector('h1')?.textContent !== heading, left)
  await settled(page)
}

it.each(writtenModules)('$id is walked from its first page to an answered quiz by keyboard alone', async (module) => {
  const { id } = module
  const items = itemsOf(module)
  const page = await (await browser.reader()).newPage()
  await page.goto(`${inject('sites')['/']}${id}/`)
  await settled(page)
  // The first stop of every page leads past the menus.
  await page.keyboard.press('Tab')
  expect((await focus(page)).name).toBe('К содержанию')
  await page.keyboard.press('Enter')

  const [chapter, next] = items.filter(i => i.kind === 'chapter')
  await follow(page, chapter!.path)
  await tabTo(page, at => at.name.includes('Глава прочитана'))
  await page.keyboard.press('Space')
  await follow(page, next!.path)
  await follow(page, `/roadmap#${id}`)

  const quiz = items.find(i => i.kind === 'quiz')!
  await page.goto(inject('sites')['/']! + quiz.path.slice(1))
  await settled(page)
  const questions = page.locator('.question')
  for (let i = 0; i < await questions.count(); i++) {
    await tabTo(page, at => at.option)
    await page.keyboard.press('Space')
    await tabTo(page, at => at.name === 'Ответить')
    await page.keyboard.press('Enter')
    await questions.nth(i).locator('.why').first().waitFor()
    // Where the button was, the verdict has the focus: the reader goes on from there.
    expect((await focus(page)).name).toMatch(/^Ответ (?:не)?верный/)
  }
  await page.locator('.result').waitFor()
})
