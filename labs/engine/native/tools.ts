import { execa } from 'execa'
import { java } from './java.ts'

/** A program of the machine that the native engine needs. */
export interface Tool {
  name: string
  need: string
  /** What to do when it is missing. */
  install: string
  /** Undefined when it is absent or too old; then `found` tells which. */
  path: string | undefined
  found: string
}

export const oldestJava = 17
export const oldestPython = [3, 11] as const
const pythons = [
  'python3',
  'python3.14',
  'python3.13',
  'python3.12',
  'python3.11',
  'python',
]

export async function findJava(): Promise<Tool> {
  const text = await output(java, '-version')
  const version = javaVersion(text)
  return {
    name: 'Java',
    need: `${oldestJava} или новее`,
    install: 'поставьте JDK: https://adoptium.net',
    path: version !== undefined && version >= oldestJava
      ? java
      : undefined,
    found: version === undefined
      ? 'не найдена'
      : `найдена ${version}`,
  }
}

export async function findMaven(): Promise<Tool> {
  const version = /Apache Maven (\S+)/.exec(await output('mvn', '-version'))?.[1]
  return {
    name: 'Maven',
    need: '3.6 или новее',
    install: 'поставьте Maven: https://maven.apache.org/install.html',
    path: version && 'mvn',
    found: version
      ? `найден ${version}`
      : 'не найден',
  }
}

export async function findPython(): Promise<Tool> {
  const seen: string[] = []
  for (const candidate of pythons) {
    const version = pythonVersion(await output(candidate, '--version'))
    if (!version)
      continue
    seen.push(version.join('.'))
    if (atLeast(version, oldestPython))
      return python(candidate, `найден ${version.join('.')}`)
  }
  return python(undefined, seen.length > 0
    ? `найден только ${[
      ...new Set(seen),
    ].join(', ')}`
    : 'не найден')
}

function python(path: string | undefined, found: string): Tool {
  return {
    name: 'Python',
    need: `${oldestPython.join('.')} или новее`,
    install: 'поставьте Python: https://www.python.org/downloads',
    path,
    found,
  }
}

/** Major version out of `java -version`: `"17.0.15"`, `"25-ea"`, `"1.8.0_402"`. */
export function javaVersion(output: string): number | undefined {
  const match = /version "(?:1\.)?(\d+)/.exec(output)
  return match
    ? Number(match[1])
    : undefined
}

export function pythonVersion(output: string): [number, number] | undefined {
  const match = /Python (\d+)\.(\d+)/.exec(output)
  return match
    ? [
        Number(match[1]),
        Number(match[2]),
      ]
    : undefined
}

function atLeast([major, minor]: readonly [number, number], [wantMajor, wantMinor]: readonly [number, number]): boolean {
  return major > wantMajor || (major === wantMajor && minor >= wantMinor)
}

/** Both streams of a program, or nothing when it cannot be run. */
async function output(file: string, ...args: string[]): Promise<string> {
  const { all } = await execa(file, args, {
    all: true,
    reject: false,
    timeout: 20_000,
    stdin: 'ignore',
  })
  return all ?? ''
}

export function missingLine(tool: Tool): string {
  return `нужна программа ${tool.name} ${tool.need} (${tool.found}): ${tool.install}`
}
