import { join } from 'node:path'
import process from 'node:process'
import { execa } from 'execa'
import { Problem } from '../../labs/engine/problem.ts'
import { root } from './folders.ts'

/** Of the environment, what a program needs to run at all; none of it shows in what is built. */
const technical = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'SystemRoot', 'TEMP', 'TMP', 'NODE_OPTIONS', 'COREPACK_HOME']

/**
 * What a built page may depend on besides files: a cached result is used again only if these are as they were. Tools see no
 * other variable of the environment.
 */
export const building = ['SITE_URL', 'GITHUB_SERVER_URL', 'GITHUB_REPOSITORY'] as const

/** Bundlers make much that lives shortly: with more room for it they collect garbage less often (a tenth of their time). */
const nodeFlags = ['--max-semi-space-size=64']

const recorder = new URL('./incremental/record-reads.mjs', import.meta.url).href

function taken(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap(n => process.env[n] === undefined ? [] : [[n, process.env[n]]]))
}

/** What besides files a result depends on; part of every fingerprint. */
export function facts(more: Record<string, string> = {}): Record<string, string> {
  return { node: process.version, platform: `${process.platform}-${process.arch}`, ...taken(building), ...more }
}

/**
 * Runs a program of `node_modules` in the project's own Node.
 * @param tool Its file below `node_modules`.
 * @param args Its arguments.
 * @param env What it sees of the environment besides what all tools see.
 * @param reads Where to write which files of the repository it has read.
 * @throws Problem with the tool's own output: it names the page and the line.
 */
export async function runTool(tool: string, args: readonly string[], env: Record<string, string>, reads: string): Promise<void> {
  const { failed, all } = await execa(process.execPath, [...nodeFlags, '--import', recorder, join(root, 'node_modules', tool), ...args], {
    cwd: root,
    all: true,
    reject: false,
    extendEnv: false,
    env: { NO_COLOR: '1', RECORD_READS: reads, ...taken(technical), ...taken(building), ...env },
  })
  if (failed)
    throw new Problem(`The site cannot be built:\n${all.trim()}`)
}
