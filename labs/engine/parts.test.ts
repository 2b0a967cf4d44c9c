import type { Engine } from './engine.ts'
import type { Part } from './part.ts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { labsFolder } from './folders.ts'
import { artifact } from './native/artifact.ts'
import { partLine } from './parts-report.ts'
import { lackingOf, partNamed, partsAmong, readParts, refuseLacking } from './parts.ts'
import { readStack } from './stack/compose.ts'
import { stackVariables } from './stack/variables.ts'

const variables = stackVariables({})
const parts = await readParts()
const names = parts.map(it => it.name)
/** An engine that has only these. */
const having = (...here: string[]) => ({ lacks: async (part: Part) => !here.includes(part.name) }) as Engine

it('every part has a version, its artifacts, and a service of the same name that starts only when asked for', () => {
  const services = readStack(variables).services
  for (const part of parts) {
    expect(variables[part.version], part.name).toMatch(/^\d/)
    expect(() => part.artifacts.map(name => artifact(name, variables))).not.toThrow()
    expect(services.find(it => it.name === part.name)?.profiles, part.name).toEqual([part.name])
  }
})

it('an environment and the image of the same part come from one lock file', () => {
  const dockerfile = readFileSync(join(labsFolder, 'python/Dockerfile'), 'utf8')
  for (const { name, python } of parts.filter(it => it.python)) {
    expect(dockerfile).toContain(`--require-hashes -r ${python!.environment.lock}`)
    expect(dockerfile).toContain(`--name ${name} --display-name '${python!.kernel}'`)
    expect(dockerfile).toContain(`LAB_PART=${name} `)
  }
})

it('a name on the command line is that of a part, or the parts are listed', async () => {
  expect((await partNamed('spark')).title).toBe('Apache Spark')
  await expect(partNamed('hadoop')).rejects.toThrow(expect.objectContaining({ message: 'Нет тяжёлой части «hadoop».', remedy: `Есть: ${names.join(', ')}.` }))
  expect((await partsAmong(['standby', 'flink', 'pubsub'])).map(it => it.name)).toEqual(['flink'])
})

it('what is not here is named with its size and the command that gets it', async () => {
  const asked = await partsAmong(['spark', 'flink'])
  expect((await lackingOf(having('spark'), asked)).map(it => it.name)).toEqual(['flink'])
  await expect(refuseLacking(having(...names), asked, variables)).resolves.toBeUndefined()
  const { size } = await partNamed('flink')
  await expect(refuseLacking(having('spark'), asked, variables)).rejects.toThrow(expect.objectContaining({
    message: `Для этого нужен Apache Flink ${variables.FLINK_VERSION}, а он ещё не скачан (скачать ≈ ${size.download} МБ, на диске ≈ ${size.disk} МБ).`,
    remedy: 'Скачать, один раз: npm run lab -- get flink',
  }))
})

it('the report says what is here and what is not', async () => {
  const part = await partNamed('debezium-server')
  expect(partLine(part, true, variables)).toMatch(/Debezium Server \d\S* +здесь, ≈ \d+ МБ$/)
  expect(partLine(part, false, variables)).toMatch(/скачать ≈ \d+ МБ, .*: npm run lab -- get debezium-server$/)
})
