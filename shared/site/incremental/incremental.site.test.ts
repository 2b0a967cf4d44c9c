import { createHash } from 'node:crypto'
import { appendFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { execa } from 'execa'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { copyCourse } from '../../bench/course-copy.ts'
import { writtenModules } from '../../course/index.ts'
import { cache } from '../folders.ts'

let course: string
/** The module that copies are retold from. */
const { id, chapters } = writtenModules.find(m => m.id === 'postgres')!
const chapter = `${id}/${chapters[0]!.slug}.md`

beforeAll(async () => {
  course = await mkdtemp(`${cache}incremental-`)
  await copyCourse(course, { decks: 1, chapters: chapters.length })
})
afterAll(() => rm(course, { recursive: true, force: true }))

/** Builds the copy's workbook. @returns how many pages were built, and every file by its hash. */
async function build(): Promise<{ fresh: number, files: Record<string, string> }> {
  const code = `const { buildWorkbook } = await import('${course}/shared/site/incremental/workbook.ts'); console.log(JSON.stringify(await buildWorkbook('/')))`
  const { stdout } = await execa(process.execPath, ['--input-type=module', '-e', code], { cwd: course })
  const { folder, fresh } = JSON.parse(stdout) as { folder: string, fresh: number }
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(e => e.isFile()).map(e => join(e.parentPath, e.name))
  return { fresh, files: Object.fromEntries(await Promise.all(files.map(async f => [f, createHash('sha256').update(await readFile(f)).digest('hex')] as const))) }
}

it('a chapter built by itself gives, byte for byte, what building everything gives', async () => {
  const first = await build()
  expect(first.fresh).toBeGreaterThan(chapters.length)
  expect((await build()).fresh).toBe(0)
  await appendFile(join(course, 'workbook', chapter), '\n\nНовый абзац.\n')
  const incremental = await build()
  expect(incremental.fresh).toBe(1)
  expect(incremental.files).not.toEqual(first.files)
  await rm(join(course, '.cache/workbook'), { recursive: true })
  const whole = await build()
  expect(whole.fresh).toBe(first.fresh)
  expect(incremental.files).toEqual(whole.files)
}, 600_000)
