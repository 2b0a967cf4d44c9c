import { describe, expect, it } from 'vitest'
import { findJava, findPython, javaVersion, pythonVersion, refuseMissing } from './tools.ts'

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

it('refuses what is too new as well as what is too old, and says the span', async () => {
  expect(await findJava(1, 2)).toEqual({ path: undefined, missing: expect.stringMatching(/^нужна Java от 1 до 2 \(найдена \d+/) })
  expect(await findPython([3, 10])).toEqual({ path: undefined, missing: expect.stringMatching(/^нужен Python от 3\.11 до 3\.10 \(найден только 3/) })
  expect((await findPython()).path).toBeDefined()
})

it('names all missing programs at once, a line each', async () => {
  const tools = ['Java', 'Maven'].map(async name => ({ path: undefined, missing: `нужен ${name}` }))
  await expect(refuseMissing([
    ...tools,
    Promise.resolve({ path: 'python3', missing: '' }),
  ])).rejects.toThrow(/нужен Java\n.*нужен Maven$/)
})
