import { globSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { Problem } from '../problem.ts'
import { java } from './java.ts'

/** A program of the machine that the native engine needs. */
export interface Tool {
  /** How to call it; undefined when it is absent or too old. */
  path: string | undefined
  /** What is missing and what to install. */
  missing: string
}

/** Both ends are included. */
export interface Range { oldest: number, newest: number }

export type PythonVersion = readonly [major: number, minor: number]

/** The oldest Java that runs Kafka 4. */
export const oldestJava = 17
export const oldestPython: PythonVersion = [3, 11]
const pythons = [
  'python3',
  'python3.14',
  'python3.13',
  'python3.12',
  'python3.11',
  'python',
]

/** The `java` of the machine, or another JDK in one of `places` when that one is absent, too old or too new. */
export async function findJava(oldest = oldestJava, newest = Infinity, places = javaPlaces()): Promise<Tool> {
  const seen = new Set<number>()
  for (const path of [java, ...globSync(places).sort()]) {
    const version = javaVersion(await outputOf(path, '-version'))
    if (version !== undefined && version >= oldest && version <= newest)
      return { path, missing: '' }
    if (version !== undefined)
      seen.add(version)
  }
  const found = seen.size > 0
    ? `найдена ${[...seen].join(', ')}`
    : 'не найдена'
  return { path: undefined, missing: `нужна Java ${span(oldest, newest === Infinity ? undefined : newest)} (${found}): поставьте JDK, https://adoptium.net` }
}

/** `17 или новее`, `от 17 до 21` */
function span(oldest: number | string, newest: number | string | undefined): string {
  return newest === undefined ? `${oldest} или новее` : `от ${oldest} до ${newest}`
}

/** Patterns of where Debian, Red Hat, macOS and SDKMAN put JDKs; LAB_JAVAS, one pattern, stands in for all of them. */
function javaPlaces(): string[] {
  return process.env.LAB_JAVAS
    ? [process.env.LAB_JAVAS]
    : [
        '/usr/lib/jvm/*/bin/java',
        '/Library/Java/JavaVirtualMachines/*/Contents/Home/bin/java',
        join(homedir(), '.sdkman/candidates/java/*/bin/java'),
      ]
}

/** The machine's own Go, if it has one. */
export async function findGo(): Promise<string | undefined> {
  return (await outputOf('go', 'version')).startsWith('go version') ? 'go' : undefined
}

export async function findMaven(): Promise<Tool> {
  return {
    path: (await outputOf('mvn', '-version')).includes('Apache Maven')
      ? 'mvn'
      : undefined,
    missing: 'нужен Maven (не найден): поставьте его, https://maven.apache.org/install.html',
  }
}

export async function findPython(newest?: PythonVersion): Promise<Tool> {
  const seen = new Set<string>()
  for (const path of pythons) {
    const version = pythonVersion(await outputOf(path, '--version'))
    if (version && atLeast(version, oldestPython) && (!newest || atLeast(newest, version)))
      return { path, missing: '' }
    if (version)
      seen.add(version.join('.'))
  }
  const found = seen.size > 0
    ? `найден только ${[...seen].join(', ')}`
    : 'не найден'
  return { path: undefined, missing: `нужен Python ${span(oldestPython.join('.'), newest?.join('.'))} (${found}): поставьте его, https://www.python.org/downloads` }
}

/** @throws a line for every program that is missing, all of them at once. */
export async function refuseMissing(tools: readonly Promise<Tool>[]): Promise<void> {
  const missing = (await Promise.all(tools)).filter(tool => tool.path === undefined)
  if (missing.length > 0) {
    throw new Problem([
      'Нативному движку не хватает программ:',
      ...missing.map(tool => `  ${tool.missing}`),
    ].join('\n'), 'Или поставьте Docker: тогда больше ничего не нужно.')
  }
}

/** Major version out of `java -version`: `"17.0.15"`, `"25-ea"`, `"1.8.0_402"`. */
export function javaVersion(output: string): number | undefined {
  const match = /version "(?:1\.)?(\d+)/.exec(output)
  return match
    ? Number(match[1])
    : undefined
}

export function pythonVersion(output: string): PythonVersion | undefined {
  const match = /Python (\d+)\.(\d+)/.exec(output)
  return match
    ? [
        Number(match[1]),
        Number(match[2]),
      ]
    : undefined
}

function atLeast([major, minor]: PythonVersion, [oldestMajor, oldestMinor]: PythonVersion): boolean {
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)
}

/** Both streams of a program; nothing when it cannot be run. */
async function outputOf(file: string, ...args: string[]): Promise<string> {
  const { all } = await execa(file, args, {
    all: true,
    reject: false,
    timeout: 20_000,
    stdin: 'ignore',
  })
  return all ?? ''
}
