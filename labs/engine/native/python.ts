import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { generatedFolder, labsFolder } from '../folders.ts'
import { Problem } from '../problem.ts'
import { say, step } from '../say.ts'
import { until } from '../wait.ts'
import { runChild } from './child.ts'
import { tryLock, unlock } from './lock.ts'
import { findPython, refuseMissing } from './tools.ts'

const source = join(labsFolder, 'python')

/** A virtual environment made from one lock file of `labs/python`. */
export interface PythonEnvironment {
  /** The current environment: a link to `.lab/<name>-<key>`. */
  folder: string
  missing: () => boolean
  /**
   * Builds it if it is missing: where it stays, because a virtual environment does not survive a move; it becomes the
   * current one when it is complete.
   *
   * @throws Problem when Python or the network is missing.
   */
  ensure: (signal: AbortSignal) => Promise<void>
}

/** What a lab runs in. */
export const labPython = pythonEnvironment('venv', 'requirements.lock')

/** The same packages with ruff, mypy and pytest: what `npm test` runs in. */
export const testPython = pythonEnvironment('test-venv', 'dev.lock')

function pythonEnvironment(name: string, lock: string): PythonEnvironment {
  const it: Environment = { folder: join(generatedFolder, name), lock: join(source, lock) }
  return {
    folder: it.folder,
    missing: () => !isCurrent(it),
    ensure: signal => ensure(it, signal),
  }
}

interface Environment { folder: string, lock: string }

async function ensure(it: Environment, signal: AbortSignal): Promise<void> {
  if (isCurrent(it))
    return
  await refuseMissing([findPython()])
  const { path } = await findPython()
  say('  … Собираю Python-окружение')
  const lock = `${it.folder}.lock`
  await until(async () => {
    const holder = tryLock(lock)
    if (holder)
      throw new Problem(`Python-окружение уже собирает другой процесс, pid ${holder.pid}.`, 'Дождитесь его или остановите.')
  }, { deadline: 300, signal, every: 500 })
  try {
    if (!isCurrent(it))
      await step({ doing: 'Собираю Python-окружение', done: 'Python-окружение' }, () => build(it, path!, signal))
  }
  finally {
    unlock(lock)
  }
}

async function build(it: Environment, python: string, signal: AbortSignal): Promise<void> {
  const folder = buildFolder(it)
  rmSync(folder, { recursive: true, force: true })
  await run(python, ['-m', 'venv', folder], signal)
  const pip = join(folder, 'bin', 'python')
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input']
  await run(pip, [...install, '--require-hashes', '-r', it.lock], signal)
  await run(pip, [...install, '--no-deps', '--no-build-isolation', '-e', source], signal)
  const settings = join(folder, 'share/jupyter/lab/settings')
  mkdirSync(settings, { recursive: true })
  // A click on a percent script opens it as a notebook.
  cpSync(join(source, 'overrides.json'), join(settings, 'overrides.json'))
  makeCurrent(it, folder)
}

async function run(file: string, args: readonly string[], signal: AbortSignal): Promise<void> {
  const { failed, output } = await runChild(file, args, signal)
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
  const hash = createHash('sha256').update(generatedFolder)
  for (const file of [it.lock, join(source, 'pyproject.toml'), join(source, 'overrides.json')])
    hash.update(readFileSync(file))
  return `${it.folder}-${hash.digest('hex').slice(0, 12)}`
}
