/**
 * `npm run bench [-- weights builds rebuild pdf search] [--full]`: this course against its tools as they come, in numbers and
 * ratios. Builds of peers are measured on three decks and multiplied; `--full` builds all of them. Nothing here is asserted:
 * a busy machine is slow, and only processor time compares on it.
 */
import type { Row } from '../../bench/report.ts'
import { availableParallelism, loadavg } from 'node:os'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { Problem } from '../../../labs/engine/problem.ts'
import { benchBuild, benchPdf, benchRebuild } from '../../bench/builds.ts'
import { table } from '../../bench/report.ts'
import { benchSearches } from '../../bench/searches.ts'
import { benchWeights } from '../../bench/weights.ts'
import { buildSite } from '../build.ts'
import { dist } from '../folders.ts'
import { told } from '../told.ts'

const course = { decks: 13, chapters: 80 }

const { values: { full = false }, positionals } = parseArgs({ allowPositionals: true, options: { full: { type: 'boolean' } } })
const sample = (decks: number) => full ? decks : Math.min(decks, 3)

/** In the order in which they run: the later ones of a course use the copy that `builds` has left. */
const sections: Record<string, () => Promise<[string, Row[]][]>> = {
  weights: async () => [['First load, empty cache', await benchWeights()]],
  search: async () => [['Search', await benchSearches()]],
  builds: async () => {
    const sizes = [{ decks: 3, chapters: 18 }, course, { decks: 40, chapters: 246 }]
    const tables: [string, Row[]][] = []
    for (const size of sizes)
      tables.push([`Build, ${size.chapters} chapters and ${size.decks} decks`, await benchBuild({ ...size, sample: sample(size.decks) })])
    return tables
  },
  course: async () => [[`Build, ${course.chapters} chapters and ${course.decks} decks`, await benchBuild({ ...course, sample: sample(course.decks) })]],
  rebuild: async () => [[`Build again, ${course.chapters} chapters and ${course.decks} decks`, await benchRebuild({ ...course, sample: 1 })]],
  pdf: async () => [['PDF', await benchPdf({ ...course, sample: full ? course.decks : 2 })]],
}

await told(async () => {
  const unknown = positionals.find(name => !sections[name])
  if (unknown)
    throw new Problem(`Нет раздела «${unknown}».`, `Есть: ${Object.keys(sections).join(', ')}`)
  const wanted = positionals.length ? Object.keys(sections).filter(s => positionals.includes(s)) : Object.keys(sections).filter(s => s !== 'course')
  console.log(`${availableParallelism()} cores, load ${loadavg()[0]!.toFixed(1)}, Node ${process.version}`)
  if (wanted.some(s => s === 'weights' || s === 'search'))
    await buildSite({ base: '/', outDir: dist })
  for (const name of wanted) {
    for (const [title, rows] of await sections[name]!())
      console.log(table(title, rows))
  }
})
