import { expect, it } from 'vitest'
import { complaint } from './failure.ts'

const log = `INFO starting
ERROR disk is full
ERROR consequence
INFO bye
`

it('chooses the first complaint: later ones are its consequences', () => {
  expect(complaint(log, /ERROR/)).toBe('ERROR disk is full')
})

it('falls back to the last line, then to saying that there is none', () => {
  expect(complaint(log, /PANIC/)).toBe('INFO bye')
  expect(complaint('\n', /ERROR/)).toBe('журнал пуст')
})
