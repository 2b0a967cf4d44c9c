import { expect, it } from 'vitest'
import { kindBoosts } from './ranking.ts'

it('prefers the kind of page that a query names, in any case', () => {
  const [usual, asked] = [kindBoosts('слот', 1), kindBoosts('Тест по модулю', 2)]
  expect(asked.quiz).toBeGreaterThan(usual.quiz)
  expect(asked.chapter).toBe(usual.chapter)
})

it('takes a form of such a word for a word like any other', () => {
  expect(kindBoosts('сверить приёмник с источником', 2).sources).toBe(kindBoosts('слот', 1).sources)
})
