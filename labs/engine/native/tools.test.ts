import { describe, expect, it } from 'vitest'
import { javaVersion, pythonVersion, refuseMissing } from './tools.ts'

describe('javaVersion', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['openjdk version "25-ea" 2025-09-16', 25],
    ['java version "1.8.0_402"', 8],
    ['The operation couldn’t be completed. Unable to locate a Java Runtime.', undefined],
  ])('%s → %s', (output, version) => expect(javaVersion(output)).toBe(version))
})

it('reads the version of Python', () => {
  expect(pythonVersion('Python 3.11.7')).toEqual([3, 11])
  expect(pythonVersion('')).toBeUndefined()
})

it('names all missing programs at once, a line each', async () => {
  const tools = ['Java', 'Maven'].map(async name => ({ path: undefined, missing: `нужен ${name}` }))
  await expect(refuseMissing([
    ...tools,
    Promise.resolve({ path: 'python3', missing: '' }),
  ])).rejects.toThrow(/нужен Java\n.*нужен Maven$/)
})
