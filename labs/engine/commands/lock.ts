import type { Command } from '../command.ts'
import { join } from 'node:path'
import { execa } from 'execa'
import { labsFolder } from '../folders.ts'
import { goPython, labPython, testPython } from '../native/python.ts'
import { oldestPython } from '../native/tools.ts'
import { readParts } from '../parts.ts'
import { Problem } from '../problem.ts'
import { step } from '../say.ts'

export default {
  summary: 'разработчику: пересчитать файлы блокировки Python после правки pyproject.toml',
  async run({ signal }) {
    await testPython.ensure(signal)
    const parts = (await readParts()).flatMap(it => it.python ? [it.python.environment] : [])
    // The lab's own first: others keep its versions.
    for (const { lock, extras = [], group, like } of [labPython, testPython, goPython, ...parts]) {
      const what = group ? ['--group', group] : [...extras.flatMap(name => ['--extra', name]), ...(like ? ['--constraint', like] : []), 'pyproject.toml']
      const args = [...what, '--output-file', lock]
      await step({ doing: lock, done: lock }, () => compile(args, signal))
    }
    return 0
  },
} satisfies Command

/** @see https://docs.astral.sh/uv/pip/compile/ */
async function compile(args: readonly string[], signal: AbortSignal): Promise<void> {
  const { failed, stderr } = await execa(join(testPython.folder, 'bin/uv'), ['pip', 'compile', '--quiet', '--universal', '--python-version', oldestPython.join('.'), '--generate-hashes', '--no-emit-index-url', ...args], {
    cwd: join(labsFolder, 'python'),
    env: { UV_CUSTOM_COMPILE_COMMAND: 'npm run lab -- lock' },
    reject: false,
    cancelSignal: signal,
  })
  if (failed)
    throw new Problem(`uv не сошёлся на версиях: ${stderr}`, 'Поправьте labs/python/pyproject.toml.')
}
