import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../../../labs/engine/problem.ts'
import { root } from '../folders.ts'
import { reportFile } from './module-report.ts'

/** The files that a list names; the list is deleted: it is no part of the site. */
async function taken(list: string): Promise<string[]> {
  const files = JSON.parse(await readFile(list, 'utf8')) as string[]
  await rm(list)
  return files
}

/**
 * What a build was made of: modules that were bundled into these folders, and files that the tool read.
 * @param folders Built ones.
 * @param reads What record-reads.mjs wrote.
 */
export async function usedFiles(folders: readonly string[], reads: string): Promise<string[]> {
  const lists = await Promise.all([...folders.map(f => join(f, reportFile)), reads].map(taken))
  return [...new Set(lists.flat())].filter(f => existsSync(join(root, f)))
}

/** @throws Problem if something was used that the cache does not look at: a change of it would go unnoticed. */
export function refuseOverlooked(what: string, used: readonly string[], inputs: Iterable<string>, remedy: string): void {
  const known = new Set(inputs)
  const overlooked = used.filter(f => !known.has(f))
  if (overlooked.length)
    throw new Problem(`${what} is made of files that its cache does not look at: ${overlooked.join(', ')}.`, remedy)
}
