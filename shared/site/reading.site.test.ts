import { describe, expect, inject, it } from 'vitest'
import { writtenModules } from '../course/index.ts'
import { settled, useBrowser } from './testing/browser.ts'

const browser = useBrowser()

async function visit(path: string) {
  const page = await (await browser.reader()).newPage()
  await page.goto(inject('sites')['/']! + path)
  await settled(page)
  return page
}

describe.each(writtenModules.map(m => m.id))('quiz of %s', (id) => {
  it('explains every option and ticks itself when passed', async () => {
    const page = await visit(`${id}/quiz`)
    const questions = page.locator('.question')
    for (let i = 0; i < await questions.count(); i++) {
      const question = questions.nth(i)
      await question.locator('input').first().check()
      await question.getByRole('button', { name: 'Ответить' }).click()
      expect(await question.locator('.why').count()).toBe(await question.locator('.option').count())
    }
    await expect.poll(() => page.locator('.result').textContent()).toMatch(/\d+ из \d+/)
    await page.getByRole('button', { name: 'Пройти ещё раз' }).click()
    for (let i = 0; i < await questions.count(); i++) {
      const question = questions.nth(i)
      await rightAnswers(question)
      await question.getByRole('button', { name: 'Ответить' }).click()
    }
    await expect.poll(() => page.getByRole('checkbox', { name: 'Тест пройден' }).isChecked()).toBe(true)
  })

  /** The right options, as the built page knows them. */
  async function rightAnswers(question: import('playwright-chromium').Locator): Promise<void> {
    const { default: questions } = await import(`../../workbook/${id}/quiz.yaml`) as { default: import('../quiz/schema.ts').RenderedQuestion[] }
    const name = await question.locator('input').first().getAttribute('name')
    const known = questions.find(q => q.id === name)!
    for (const [i, option] of known.options.entries()) {
      if (option.right)
        await question.locator('input').nth(i).check()
    }
  }
})
