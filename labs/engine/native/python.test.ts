import { expect, it } from 'vitest'
import { pipProblem } from './python.ts'

it('tells an absent network from a broken Python', () => {
  expect(pipProblem('WARNING: Retrying … NewConnectionError\nERROR: No matching distribution found for httpx==1').message).toMatch(/^Нет доступа к сети.*No matching distribution/)
  expect(pipProblem('Error: Command [\'ensurepip\'] returned non-zero exit status 1').message).toMatch(/^Не собралось.*ensurepip/)
})
