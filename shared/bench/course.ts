import type { BuiltDeck } from '../site/incremental/decks.ts'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { execa } from 'execa'

/** Runs code in a copy of the course, as a process of its own: modules of the copy know their own root. */
async function inCourse<T>(course: string, code: string): Promise<T> {
  const { stdout } = await execa(process.execPath, ['--input-type=module', '-e', code], { cwd: course, stderr: 'inherit' })
  return JSON.parse(stdout.split('\n').at(-1)!) as T
}

export interface Built { pages: number, decks: string[] }

/** Our build of a copy, in `<copy>/dist/`. */
export function buildCourse(course: string): Promise<Built> {
  return inCourse(course, `const { buildSite } = await import('${course}/shared/site/build.ts'); console.log(JSON.stringify(await buildSite({ base: '/', outDir: '${course}/dist/' })))`)
}

export function decksOf(course: string): Promise<BuiltDeck[]> {
  return inCourse(course, `const { buildDecks } = await import('${course}/shared/site/incremental/decks.ts'); console.log(JSON.stringify(await buildDecks()))`)
}

/** Our PDFs of all decks of a copy, from built decks. */
export function printCourse(course: string): Promise<unknown[]> {
  return inCourse(course, `const { buildDecks } = await import('${course}/shared/site/incremental/decks.ts'); const { printDecks } = await import('${course}/shared/site/pdf/print.ts'); console.log(JSON.stringify(await printDecks(await buildDecks(), ['slides'])))`)
}

export async function forget(course: string, ...what: string[]): Promise<void> {
  await Promise.all(what.map(w => rm(join(course, '.cache', w), { recursive: true, force: true })))
}
