import type { Check, Lane } from './lane.ts'
import { join } from 'node:path'
import process from 'node:process'
import { controlCommand } from '../../../labs/engine/control.ts'
import { LabUnderTest } from '../../../labs/engine/lab-under-test.ts'
import { testPython } from '../../../labs/engine/native/python.ts'
import { root } from '../folders.ts'
import { command, pytest, vitest } from './checks.ts'

const bin = join(testPython.folder, 'bin')
const python = join(bin, 'python')
const labs = join(root, 'labs')

const environment: Check = {
  name: 'Python environment from its lock file',
  essential: true,
  async run() {
    await testPython.ensure(new AbortController().signal)
    return { passed: 1, failed: 0, output: '' }
  },
}

/** Notebooks, drills, exercises and the learner's checks, on a stand of their own: a student's stays as it is. */
const onStand: Check = {
  name: 'notebooks, drills and exercises on a running stand',
  async run() {
    await using stand = await LabUnderTest.create()
    const up = await stand.up()
    if (up.exitCode !== 0)
      return { passed: 0, failed: 1, output: up.text }
    const env = { ...stand.ports, LAB_STATE: stand.folder, LAB_ENGINE: 'native', LAB_CONTROL: controlCommand, PATH: `${bin}:${process.env.PATH}` }
    return await pytest('labs', python, [join(labs, 'tests')], { env }).run()
  },
}

export const labsLane: Lane = {
  name: 'labs',
  checks: [
    environment,
    command('ruff', join(bin, 'ruff'), ['check', labs]),
    command('format', join(bin, 'ruff'), ['format', '--check', labs]),
    command('mypy', join(bin, 'mypy'), ['--config-file', join(labs, 'python/pyproject.toml')], { cwd: join(labs, 'python') }),
    pytest('Python unit tests', python, [join(labs, 'python/tests')]),
    vitest('engine on real services', 'labs'),
    onStand,
  ],
}
