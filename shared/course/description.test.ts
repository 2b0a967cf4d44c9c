import { expect, it } from 'vitest'
import { pageDescription } from './description.ts'

it('promises what a chapter and a module teach', () => {
  expect(pageDescription('postgres/slots.md')).toMatch(/^После главы вы сможете прочитать каждую колонку/)
  expect(pageDescription('postgres/index.md')).toMatch(/^После модуля вы сможете собрать CDC/)
})

it('names the module on pages that every module has', () => {
  for (const page of ['lab', 'exercises', 'quiz', 'cheatsheet', 'sources'])
    expect(pageDescription(`postgres/${page}.md`), page).toContain('«PostgreSQL: первый коннектор»')
})

it('leaves other pages to themselves', () => {
  expect(pageDescription('roadmap.md')).toBeUndefined()
})
