import type { Check, Lane } from './lane.ts'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { everythingNeeded } from '../../../labs/engine/contents.ts'
import { controlCommand } from '../../../labs/engine/control.ts'
import { LabUnderTest } from '../../../labs/engine/lab-under-test.ts'
import { ensureArtifacts } from '../../../labs/engine/native/download.ts'
import { getPart } from '../../../labs/engine/native/part.ts'
import { testPython } from '../../../labs/engine/native/python.ts'
import { partsAmong } from '../../../labs/engine/parts.ts'
import { Problem } from '../../../labs/engine/problem.ts'
import { stackVariables } from '../../../labs/engine/stack/variables.ts'
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

const parts: Check = {
  name: 'heavy parts that the labs need',
  essential: true,
  async run() {
    const needed = await partsAmong(everythingNeeded())
    const variables = stackVariables(process.env)
    const { signal } = new AbortController()
    // One run of Maven for all; the environments side by side: pip uses one core.
    await ensureArtifacts(needed.flatMap(part => part.artifacts), variables, signal)
    await Promise.all(needed.map(part => getPart(part, variables, signal)))
    return { passed: needed.length, failed: 0, output: '' }
  },
}

/**
 * A stand spends most of its time on waiting, so three of them share two cores well; each holds up to 2 GiB.
 * A student's own stand stays as it is.
 */
const standCount = Math.max(1, Math.min(3, Math.floor(totalmem() / (4 * 1024 ** 3))))

/** Starts stands, all at once; a test process gets its own by its number. */
async function startStands(stack: AsyncDisposableStack): Promise<LabUnderTest[]> {
  const stands: LabUnderTest[] = []
  for (let i = 0; i < standCount; i++)
    stands.push(stack.use(await LabUnderTest.create()))
  const started = await Promise.all(stands.map(stand => stand.up()))
  const broken = started.find(it => it.exitCode !== 0)
  if (broken)
    throw new Problem(broken.text)
  return stands
}

/** Notebooks, drills, exercises and the learner's checks. */
const onStand: Check = {
  name: `notebooks, drills and exercises on ${standCount} running stands`,
  async run() {
    await using stack = new AsyncDisposableStack()
    const stands = await startStands(stack)
    const env = {
      LAB_STANDS: JSON.stringify(stands.map(stand => ({ ...stand.ports, LAB_STATE: stand.folder }))),
      LAB_ENGINE: 'native',
      LAB_CONTROL: controlCommand,
      LAB_PATIENCE: '3',
      PATH: `${bin}:${process.env.PATH}`,
    }
    return await pytest('labs', python, [join(labs, 'tests'), '--numprocesses', String(standCount), '--dist', 'worksteal'], { env }).run()
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
    parts,
    vitest('engine on real services', 'labs'),
    onStand,
  ],
}
