import { describe, expect, it } from 'vitest'
import { slips } from './voice.ts'

const found = (text: string) => slips(text).map(s => s.found.toLowerCase())

describe('slips', () => {
  it.each([
    ['Репликационный слот держит WAL', 'репликационный слот'],
    ['В снимке таблицы', 'снимке'],
    ['Потребитель читает', 'потребител'],
    ['Очевидно, что слот стоит', 'очевидно'],
    ['Коннектор осуществляет чтение', 'осуществля'],
    ['Это Ваш слот', 'ваш'],
  ])('finds the slip in «%s»', (text, slip) => {
    expect(found(text)).toEqual([slip])
  })

  it.each([
    'Снапшот читает консьюмер, оффсет в топике.',
    'Вы видите слот. Вы его создали.',
    'Снимите блокировку и синхронизируйте часы.',
    'Колонка `смещение` в коде остаётся.',
    'Поставьте стенд на паузу: слабая сеть.',
  ])('leaves «%s» alone', (text) => {
    expect(found(text)).toEqual([])
  })
})
