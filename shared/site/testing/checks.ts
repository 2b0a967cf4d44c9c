import type { Check, Outcome } from './lane.ts'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { execa } from 'execa'
import { cache, root } from '../folders.ts'

const reports = join(cache, 'reports')

interface Options { env?: Record<string, string>, cwd?: string, essential?: boolean }

/** A program whose exit code is the verdict. */
export function command(name: string, file: string, args: readonly string[], { env = {}, cwd = root, essential = false }: Options = {}): Check {
  return {
    name,
    essential,
    async run() {
      const { failed, all } = await execa(file, args, { cwd, all: true, reject: false, env })
      return { passed: failed ? 0 : 1, failed: failed ? 1 : 0, output: all }
    },
  }
}

/** A program of the project's own Node. */
export function nodeCommand(name: string, bin: string, args: readonly string[], options: Options = {}): Check {
  return command(name, process.execPath, [join(root, 'node_modules', bin), ...args], options)
}

/** A run that leaves no report, or a report of nothing, has failed: it cannot count as zero of zero. */
function verdict(passed: number, failed: number, ended: boolean, output: string): Outcome {
  const crashed = ended && !failed ? 0 : failed ? 0 : 1
  return { passed, failed: failed + crashed + (passed + failed === 0 && !crashed ? 1 : 0), output }
}

interface Chosen extends Options {
  /** Parts of file names; without them, all tests of the project. */
  files?: readonly string[]
  /** Files at a time; Vitest leaves one processor free, which on two is half of them. */
  workers?: number
}

/** A project of vitest.config.ts; its tests are counted one by one. */
export function vitest(name: string, project: string, { files = [], env = {}, workers }: Chosen = {}): Check {
  return {
    name,
    async run() {
      const report = join(reports, `${project}.json`)
      await mkdir(reports, { recursive: true })
      await rm(report, { force: true })
      const { failed: broken, all } = await execa(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...files, '--project', project, ...(workers ? [`--maxWorkers=${workers}`] : []), '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], { cwd: root, all: true, reject: false, env: { NO_COLOR: '1', ...env } })
      const counts = await readFile(report, 'utf8').then(text => JSON.parse(text) as { numPassedTests: number, numFailedTests: number }, () => undefined)
      return verdict(counts?.numPassedTests ?? 0, counts?.numFailedTests ?? 0, !broken, all)
    },
  }
}

/** Sums the attributes of all suites of a JUnit report. */
export function countJunit(xml: string): { passed: number, failed: number } {
  const sum = (attribute: string) => [...xml.matchAll(/<testsuite\s[^>]*>/g)]
    .reduce((total, [suite]) => total + Number(new RegExp(`\\s${attribute}="(\\d+)"`).exec(suite)?.[1] ?? 0), 0)
  const failed = sum('failures') + sum('errors')
  // A skipped test has not passed, and on this machine nothing may be skipped.
  const skipped = sum('skipped')
  return { passed: sum('tests') - failed - skipped, failed: failed + skipped }
}

/** A run of pytest; its tests are counted one by one. */
export function pytest(name: string, python: string, args: readonly string[], { env = {} }: Options = {}): Check {
  return {
    name,
    async run() {
      const report = join(reports, `${name.replace(/\W+/g, '-')}.xml`)
      await mkdir(reports, { recursive: true })
      await rm(report, { force: true })
      const { failed: broken, all } = await execa(python, ['-m', 'pytest', ...args, `--junit-xml=${report}`, '--color=no'], { cwd: root, all: true, reject: false, env })
      const { passed, failed } = await readFile(report, 'utf8').then(countJunit, () => ({ passed: 0, failed: 0 }))
      return verdict(passed, failed, !broken, all)
    },
  }
}
