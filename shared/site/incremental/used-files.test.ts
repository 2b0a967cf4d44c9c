import { expect, it } from 'vitest'
import { refuseOverlooked } from './used-files.ts'

it('names what a cache does not look at', () => {
  expect(() => refuseOverlooked('The deck', ['shared/a.ts', 'workbook/x.yaml'], ['shared/a.ts'], 'add it')).toThrow('The deck is made of files that its cache does not look at: workbook/x.yaml')
  expect(() => refuseOverlooked('The deck', ['shared/a.ts'], ['shared/a.ts'], 'add it')).not.toThrow()
})
