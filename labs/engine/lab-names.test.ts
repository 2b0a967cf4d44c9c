import { expect, it } from 'vitest'
import { labTarget } from './lab-names.ts'

it('accepts a lab and an exercise of a lab', () => {
  expect(labTarget('postgres', 'check', ['postgres'])).toBe('postgres')
  expect(labTarget('postgres/slot-report', 'check', ['postgres'])).toBe('postgres/slot-report')
})

it('lists the labs that exist when asked for another or for none', () => {
  const remedy = expect.objectContaining({ remedy: 'Есть: cdc, postgres. Например: npm run lab -- run cdc' })
  expect(() => labTarget('mysql', 'run', ['cdc', 'postgres'])).toThrow(remedy)
  expect(() => labTarget(undefined, 'run', ['cdc', 'postgres'])).toThrow(remedy)
})
