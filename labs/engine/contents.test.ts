import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { contents, everythingNeeded, neededPart, needs, services } from './contents.ts'
import { labNames, platformLab } from './lab-names.ts'
import { readParts } from './parts.ts'

it('names every notebook, exercise and drill with its title', () => {
  for (const lab of labNames())
    expect(contents(lab).filter(e => !e.title).map(e => e.path), lab).toEqual([])
})

it('a module has all of them, its main notebook first', () => {
  for (const lab of labNames().filter(name => name !== platformLab)) {
    const found = contents(lab)
    expect(new Set(found.map(e => e.kind))).toEqual(new Set(['блокнот', 'упражнение', 'авария']))
    expect(found[0]?.path).toBe(`${lab}/lab`)
  }
})

it('reads which services a drill asks for', () => {
  expect(services('"""Авария."""\n\n# services: standby connect-2\n')).toEqual(['standby', 'connect-2'])
  expect(services('drill = Drill("x")')).toEqual([])
})

it('reads which heavy part a script needs, and no other mention of one', () => {
  expect(neededPart('# %%\n# needs: spark\nimport pyspark\n')).toBe('spark')
  expect(neededPart('# Блокнот просит Spark строкой `# needs: spark`.\n')).toBeUndefined()
})

describe('needs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'labs-'))
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  write('streaming/lab.py', '# # Потоки\n')
  write('streaming/02_flink.py', '# # Flink\n# needs: flink\n')
  write('streaming/check.py', '# needs: spark\n# services: registry\n')
  write('streaming/exercises/merge/task.md', '# MERGE\n')
  write('streaming/exercises/merge/check.py', '# needs: spark\n')
  write('streaming/drills/replay.py', 'Drill("Повтор")\n# services: debezium-server\n')
  write('python/src/tests.py', '# needs: hadoop\n')
  afterAll(() => rmSync(folder, { recursive: true }))

  it.each([
    ['streaming', 'run', undefined],
    ['streaming', 'check', 'spark'],
    ['streaming/02_flink', 'run', 'flink'],
    ['streaming/merge', 'check', 'spark'],
    ['streaming/merge', 'run', 'spark'],
    ['streaming/replay', 'run', undefined],
    ['streaming/nothing', 'run', undefined],
  ] as const)('%s, %s → %s', (target, command, part) => expect(needs(target, command, folder)).toBe(part))

  it('of all scripts together, those of the package left out', () => {
    expect(everythingNeeded(folder).sort()).toEqual(['debezium-server', 'flink', 'registry', 'spark'])
  })
})

it('the platform is tried with every environment there is', async () => {
  const environments = (await readParts()).filter(it => it.python).map(it => it.name)
  expect(contents(platformLab).map(it => it.needs).sort()).toEqual(environments)
})
