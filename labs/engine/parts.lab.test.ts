import { expect, it } from 'vitest'
import { everythingNeeded } from './contents.ts'
import { LabUnderTest } from './lab-under-test.ts'
import { partMegabytes } from './native/part.ts'
import { partsAmong } from './parts.ts'
import { stackVariables } from './stack/variables.ts'

/** `npm test` has fetched what the labs need before it comes here. */
const needed = await partsAmong(everythingNeeded())

it.each(needed)('$name is as large as it is said to be', (part) => {
  const megabytes = partMegabytes(part, stackVariables({}))
  expect(megabytes, `labs/engine/parts/${part.name}.ts: size.disk`).toBeGreaterThan(0.8 * part.size.disk)
  expect(megabytes, `labs/engine/parts/${part.name}.ts: size.disk`).toBeLessThan(1.2 * part.size.disk)
})

it.each(needed.filter(it => it.python))('a program runs in the environment of $name, with its JAR files and the addresses of the stand', async (part) => {
  await using lab = await LabUnderTest.create()
  const script = 'import os; from cdclab import environment as e; print(e.current(), len(e.jars()) > 0, os.environ["CONNECT_URL"])'
  const { exitCode, text } = await lab.run('exec', part.name, '--', 'python', '-c', script)
  expect(text).toContain(`${part.name} True http://127.0.0.1:${lab.ports.CONNECT_PORT}`)
  expect(exitCode).toBe(0)
  expect((await lab.run('get', part.name)).text).toContain('уже здесь')
})

it('passes on how a program ended', async () => {
  await using lab = await LabUnderTest.create()
  expect((await lab.run('exec', 'spark', '--', 'python', '-c', 'raise SystemExit(3)')).exitCode).toBe(3)
})
