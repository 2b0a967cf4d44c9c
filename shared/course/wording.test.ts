import { describe, expect, it } from 'vitest'
import { count, duration } from './wording.ts'

describe('wording', () => {
  it.each([
    [0, '0 мин'],
    [40, '40 мин'],
    [59.6, '1 ч'],
    [95, '1 ч 35 мин'],
    [120, '2 ч'],
  ])('says how long %d minutes are', (minutes, text) => {
    expect(duration(minutes)).toBe(text.replaceAll(' ', '\u00A0'))
  })

  it.each([
    [1, '1 глава'],
    [3, '3 главы'],
    [7, '7 глав'],
    [21, '21 глава'],
  ])('counts %d', (n, text) => {
    expect(count(n, 'глава', 'главы', 'глав')).toBe(text)
  })
})
