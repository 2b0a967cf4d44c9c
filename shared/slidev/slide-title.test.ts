import { expect, it } from 'vitest'
import { slideTitle } from './slide-title.ts'

it('names the slide, then the deck', () => {
  expect(slideTitle('PostgreSQL', 'Пульс: `lag`', false)).toBe('Пульс: lag · PostgreSQL')
  expect(slideTitle('PostgreSQL', 'PostgreSQL', false)).toBe('PostgreSQL')
  expect(slideTitle('PostgreSQL', undefined, true)).toBe('Лектор: PostgreSQL')
})
