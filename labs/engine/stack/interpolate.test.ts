/* eslint-disable no-template-curly-in-string -- these strings are what Compose interpolates */
import { describe, expect, it } from 'vitest'
import { interpolate, interpolateAll, referenced } from './interpolate.ts'

const variables = { NAME: 'kafka', EMPTY: '' }

describe('interpolate', () => {
  it.each([
    ['$NAME', 'kafka'],
    ['${NAME}:29092', 'kafka:29092'],
    ['${NAME:-other}', 'kafka'],
    ['${EMPTY:-other}', 'other'],
    ['${EMPTY-other}', ''],
    ['${ABSENT-other}', 'other'],
    ['${ABSENT:-http://localhost:5173}', 'http://localhost:5173'],
    ['$${NAME}', '${NAME}'],
    ['^(POSTGRES|CDC)_.*', '^(POSTGRES|CDC)_.*'],
    ['nothing to do', 'nothing to do'],
  ])('%s → %s', (text, expected) => {
    expect(interpolate(text, variables)).toBe(expected)
  })

  it('names a variable that is missing and the file to restore', () => {
    expect(() => interpolate('${ABSENT}', variables)).toThrow(/ABSENT/)
    expect(() => interpolate('${EMPTY:?нужен порт}', variables)).toThrow(/нужен порт/)
  })

  it('reaches every string of plain data and leaves the rest', () => {
    expect(interpolateAll({
      a: ['$NAME', 1],
      b: { c: '${NAME}' },
    }, variables)).toEqual({
      a: ['kafka', 1],
      b: { c: 'kafka' },
    })
  })
})

it('lists each variable of a text once', () => {
  expect(referenced('${A}:$B ${A:-x} $$C')).toEqual(['A', 'B'])
})
