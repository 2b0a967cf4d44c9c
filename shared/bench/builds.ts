import type { Cost } from './measure.ts'
import type { Row } from './report.ts'
import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cache } from '../site/folders.ts'
import { copyCourse } from './course-copy.ts'
import { buildCourse, decksOf, forget, printCourse } from './course.ts'
import { add, measured, times } from './measure.ts'
import { buildVitepress, slidevBuild, slidevExport, vitepressDefault } from './peers.ts'
import { costs } from './report.ts'

export interface BuildOptions {
  decks: number
  chapters: number
  /** Decks that a peer builds one by one; the rest is taken to cost as much each. */
  sample: number
}

async function oneByOne(ids: readonly string[], total: number, work: (id: string) => Promise<void>): Promise<{ each: Cost, all: Cost }> {
  let sum: Cost = { wall: 0, cpu: 0 }
  for (const id of ids)
    sum = add(sum, await measured(() => work(id)))
  const each = times(sum, 1 / ids.length)
  return { each, all: times(each, total) }
}

function count(n: number, sample: number): string {
  return sample < n ? `${n} (${sample} measured)` : String(n)
}

/** A copy of the course of this size, from nothing, against VitePress and a Slidev process for each deck. */
export async function benchBuild({ decks, chapters, sample }: BuildOptions): Promise<Row[]> {
  const course = `${cache}bench/course-${decks}`
  await copyCourse(course, { decks, chapters })
  const ours = await measured(() => buildCourse(course))
  const ids = ours.result.decks.slice(0, sample)
  const peer = await vitepressDefault(course)
  const vitepress = await measured(() => buildVitepress(peer))
  const slidev = await oneByOne(ids, decks, id => slidevBuild(course, id))
  await forget(course, 'decks')
  const all = await measured(() => decksOf(course))
  const pages = ours.result.pages
  return [
    ...costs(`${pages} pages and ${decks} decks`, ours, { name: `VitePress + ${count(decks, sample)} slidev build`, cost: add(vitepress, slidev.all) }, 0.35),
    ...costs('a deck', times(all, 1 / decks), { name: 'slidev build', cost: slidev.each }),
    { what: 'a page (with its deck\'s share)', unit: 'ms', ours: 1000 * ours.wall / pages, peer: { name: 'VitePress', value: 1000 * vitepress.wall / pages } },
  ]
}

/** After a change, in the copy that `benchBuild` has left. */
export async function benchRebuild({ decks }: BuildOptions): Promise<Row[]> {
  const course = `${cache}bench/course-${decks}`
  const whole = await measured(async () => {
    await forget(course, 'decks', 'workbook')
    return buildCourse(course)
  })
  const again = async (what: string, change: () => Promise<void>): Promise<Row[]> => {
    await change()
    const cost = await measured(() => buildCourse(course))
    const { pages, decks: fresh } = cost.result
    return costs(`${what}: ${pages} pages, ${fresh.length} decks built`, cost, { name: 'everything', cost: whole })
  }
  return [
    ...await again('nothing changed', async () => {}),
    ...await again('a chapter changed', () => appendFile(join(course, 'workbook/cdc/wal.md'), '\n\nНовый абзац.\n')),
    ...await again('a deck changed', () => appendFile(join(course, 'decks/slides/cdc/03-journal.md'), '\n\n<!-- Новая заметка. -->\n')),
  ]
}

/** PDFs of all decks, in the copy that `benchBuild` has left. */
export async function benchPdf({ decks, sample }: BuildOptions): Promise<Row[]> {
  const course = `${cache}bench/course-${decks}`
  const built = await decksOf(course)
  const slidev = await oneByOne(built.slice(0, sample).map(d => d.id), decks, id => slidevExport(course, id))
  await forget(course, 'pdf')
  const ours = await measured(() => printCourse(course))
  return [
    ...costs(`PDF of ${decks} decks`, ours, { name: `${count(decks, sample)} slidev export`, cost: slidev.all }, 0.3),
    ...costs('PDF of a deck', times(ours, 1 / decks), { name: 'slidev export', cost: slidev.each }),
  ]
}
