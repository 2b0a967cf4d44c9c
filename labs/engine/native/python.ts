import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { execa } from 'execa'
import { generatedFolder, labsFolder } from '../folders.ts'
import { Problem } from '../problem.ts'
import { say, step } from '../say.ts'
import { until } from '../wait.ts'
import { tryLock, unlock } from './lock.ts'
import { findPython, refuseMissing } from './tools.ts'

const source = join(labsFolder, 'python')
const lockFile = join(source, 'requirements.lock')

/** The current environment: a link to `.lab/venv-<key>`. */
export const venvFolder = join(generatedFolder, 'venv')

/**
 * The Python environment of the labs, made from the lock file. It is built where it stays (a virtual environment does not survive a move)
 * and becomes the current one when it is complete.
 */
export async function ensurePython(signal: AbortSignal): Promise<void> {
  if (!pythonMissing())
    return
  await refuseMissing([
    findPython(),
  ])
  const { path } = await findPython()
  say('  … Собираю Python-окружение')
  const lock = `${venvFolder}.lock`
  await until(async () => {
    const holder = tryLock(lock)
    if (holder)
      throw new Problem(`Python-окружение уже собирает другой процесс, pid ${holder.pid}.`, 'Дождитесь его или остановите.')
  }, { deadline: 300, signal, every: 500 })
  try {
    if (!isCurrent())
      await step({ doing: 'Собираю Python-окружение', done: 'Python-окружение' }, () => build(path!, signal))
  }
  finally {
    unlock(lock)
  }
}

export function pythonMissing(): boolean {
  return existsSync(lockFile) && !isCurrent()
}

async function build(python: string, signal: AbortSignal): Promise<void> {
  const folder = buildFolder()
  rmSync(folder, { recursive: true, force: true })
  await run(python, ['-m', 'venv', folder], signal)
  const pip = [
    join(folder, 'bin', 'python'),
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--no-input',
  ]
  await run(pip[0]!, [
    ...pip.slice(1),
    '--require-hashes',
    '-r',
    lockFile,
  ], signal)
  await run(pip[0]!, [
    ...pip.slice(1),
    '--no-deps',
    '--no-build-isolation',
    '-e',
    source,
  ], signal)
  makeCurrent(folder)
}

async function run(file: string, args: readonly string[], signal: AbortSignal): Promise<void> {
  const result = await execa(file, args, {
    all: true,
    reject: false,
    cancelSignal: signal,
    stdin: 'ignore',
  })
  signal.throwIfAborted()
  if (result.failed)
    throw pipProblem(result.all)
}

export function pipProblem(output: string): Problem {
  const line = output.split('\n').filter(line => /error/i.test(line)).at(-1) ?? output.trim().split('\n').at(-1) ?? ''
  return /NewConnectionError|Temporary failure|Name or service not known|nodename nor servname|No matching distribution/.test(output)
    ? new Problem(`Нет доступа к сети: не скачались пакеты Python. pip: ${line.trim()}`, 'Сеть нужна только в первый раз. Проверьте соединение или прокси и повторите команду.')
    : new Problem(`Не собралось Python-окружение: ${line.trim()}`, 'Проверьте, что Python собран с модулями venv и ssl (Debian и Ubuntu: apt install python3-venv), и повторите.')
}

/** Points `.lab/venv` at the folder in one step and removes the environments it replaces. */
function makeCurrent(folder: string): void {
  writeFileSync(join(folder, '.complete'), '')
  const draft = `${venvFolder}.draft`
  rmSync(draft, { force: true })
  symlinkSync(basename(folder), draft)
  renameSync(draft, venvFolder)
  for (const name of readdirSync(generatedFolder).filter(name => name.startsWith('venv-') && name !== basename(folder)))
    rmSync(join(generatedFolder, name), { recursive: true, force: true })
}

function isCurrent(): boolean {
  // The last check follows a link to the Python it was made with, which may have been removed.
  return existsSync(join(buildFolder(), '.complete')) && linked() === basename(buildFolder()) && existsSync(join(venvFolder, 'bin', 'python'))
}

function linked(): string | undefined {
  try {
    return readlinkSync(venvFolder)
  }
  catch {
    return undefined
  }
}

/** Named after everything that, when changed, makes an installed environment wrong; its scripts contain its own path. */
function buildFolder(): string {
  const hash = createHash('sha256').update(generatedFolder)
  for (const file of [
    lockFile,
    join(source, 'pyproject.toml'),
  ])
    hash.update(readFileSync(file))
  return join(generatedFolder, `venv-${hash.digest('hex').slice(0, 12)}`)
}
