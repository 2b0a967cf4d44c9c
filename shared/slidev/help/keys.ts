/** What a deck does at a key: what `setup/shortcuts.ts` and Slidev itself listen to. */
export const keys: readonly { keys: readonly string[], does: string }[] = [
  { keys: ['→', 'пробел', 'PageDown'], does: 'следующий шаг' },
  { keys: ['←', 'PageUp'], does: 'предыдущий шаг' },
  { keys: ['↓', '↑'], does: 'следующий и предыдущий слайд без шагов' },
  { keys: ['O', 'Щ'], does: 'все слайды' },
  { keys: ['G', 'П'], does: 'перейти по номеру или слову' },
  { keys: ['D', 'В'], does: 'тёмная или светлая тема' },
  { keys: ['F', 'А'], does: 'на весь экран' },
  { keys: ['L', 'Д'], does: 'экран лектора: заметки и минуты' },
  { keys: ['Tab', 'Esc'], does: 'к ссылкам и обратно к слайдам' },
  { keys: ['?', 'H', 'Р'], does: 'эта справка' },
]
