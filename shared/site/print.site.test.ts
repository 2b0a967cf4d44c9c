import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, inject, it } from 'vitest'
import { writtenModules } from '../course/index.ts'
import { settled, useBrowser } from './testing/browser.ts'
import { cutOff } from './testing/printed.ts'

const browser = useBrowser()
const [{ id, chapters }] = writtenModules as [typeof writtenModules[0]]

describe.each(['light', 'dark'] as const)('a page printed from the %s theme', (colorScheme) => {
  it.each([...chapters.map(c => c.slug), 'quiz', 'exercises', 'cheatsheet', 'lab', 'sources'])('%s is its text, whole and dark on white', async (name) => {
    const page = await (await browser.reader({ colorScheme, viewport: { width: 688, height: 1000 } })).newPage()
    await page.goto(`${inject('sites')['/']}${id}/${name}`)
    await settled(page)
    await page.emulateMedia({ media: 'print', colorScheme })
    expect(await page.evaluate(cutOff)).toEqual([])
    for (const hidden of ['.VPNav', '.VPSidebar', '.VPLocalNav', '.part-footer'])
      expect(await page.locator(hidden).first().isVisible(), hidden).toBe(false)
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('.vp-doc p')!).color)).toBe('rgb(28, 32, 38)')
    const pdf = await getDocument({ data: new Uint8Array(await page.pdf({ format: 'A4', preferCSSPageSize: true })), verbosity: 0 }).promise
    const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '')
    const text = (await (await pdf.getPage(1)).getTextContent()).items.map(i => 'str' in i ? i.str : '').join('')
    expect(letters(text)).toContain(letters((await page.locator('h1').textContent())!))
  })
})
