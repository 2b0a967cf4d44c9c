import { cp, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { moduleIds, writtenModules } from '../course/index.ts'
import { root } from '../site/folders.ts'

export interface CourseSize {
  /** Modules, each with a deck and a folder of the workbook. */
  decks: number
  /** Chapters of all modules together. */
  chapters: number
}

/** What a course is made of; the rest of the repository has no part in building its site. */
const parts = ['shared', 'roadmap', 'workbook', 'decks', 'labs', 'package.json', 'package-lock.json', 'tsconfig.json']
const skipped = /(?:^|\/)(?:node_modules|\.lab|\.cache|__pycache__|\.venv|[^/]+\.egg-info)(?:\/|$)/

/** The ids of the syllabus, and as many more as it takes. */
export function syntheticIds(count: number): string[] {
  const extra = Array.from({ length: Math.max(0, count - moduleIds.length) }, (_, i) => `extra-${i + 1}`)
  return [...moduleIds, ...extra].slice(0, count)
}

/** The `i`-th share of `total` things that are dealt out evenly among `n`. */
export function share(total: number, n: number, i: number): number {
  return Math.floor((i + 1) * total / n) - Math.floor(i * total / n)
}

interface Retelling {
  sample: string
  id: string
  /** Chapters that the module does not have: links to them go to its overview. */
  without?: readonly string[]
}

/**
 * Text of the sample module as text of the module `id`: its links point to its own pages, and its prose differs, so that
 * nobody gains by having seen the same text before. Files of `labs/` stay the sample's.
 */
export function retold(text: string, { sample, id, without = [] }: Retelling): string {
  return text
    .replace(new RegExp(`(?<!labs|slides)/${sample}(?=[/#)"'\\s]|$)`, 'gm'), `/${id}`)
    .replace(new RegExp(`(slides/|^module: |module=")${sample}\\b`, 'gm'), `$1${id}`)
    // Entries of catalogues have ids that are unique in the whole course.
    .replace(/^- id: /gm, `$&${id}-`)
    .replace(/^\s+en: .*$/gm, `$& ${id}`)
    .replace(new RegExp(`/${id}/(?:${without.join('|') || '\\b\\B'})(?:#[\\w-]+)?(?![\\w-])`, 'g'), `/${id}/`)
    // A changelog that speaks of such a chapter speaks of the lab, which every module has.
    .replace(new RegExp(`(- part: )(?:${without.join('|') || '\\b\\B'})$`, 'gm'), '$1lab')
    .replace(/\.$/gm, ` (${id}).`)
}

async function retell(from: string, to: string, as: Retelling): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory())
      await retell(source, target, as)
    else if (!as.without?.includes(entry.name.replace(/\.md$/, '')))
      await writeFile(target, retold(await readFile(source, 'utf8'), as))
  }
}

/** Modules of the syllabus that are not among the written ones stay planned; those beyond it follow the sample. */
function modelOf(ids: readonly string[], sample: string, chaptersOf: (i: number) => number): string {
  const written = ids.map((id, i) => `  '${id}': { requires: ['${sample}'], ...original['${id}'], ...parts, id: '${id}', chapters: chapters(${chaptersOf(i)}) },`)
  return `import type { Module } from '../types.ts'
import { planned as syllabus } from './syllabus.ts'
import { ${sample} } from './${sample}.ts'

const original = syllabus as Record<string, Module>
const { requires: _, id: __, ...parts } = ${sample}
const chapters = (count: number) => Array.from({ length: count }, (_, i) => {
  const chapter = ${sample}.chapters[i % ${sample}.chapters.length]!
  return i < ${sample}.chapters.length ? chapter : { ...chapter, slug: \`\${chapter.slug}-\${i}\` }
})

export const planned = {
  ...original,
${written.filter((_, i) => ids[i] !== sample).join('\n')}
} as unknown as Record<string, Module>
`
}

async function writeModel(folder: string, ids: readonly string[], sample: string, chaptersOf: (i: number) => number): Promise<void> {
  const course = join(folder, 'shared/course')
  const types = await readFile(join(course, 'types.ts'), 'utf8')
  const all = [...new Set([...moduleIds, ...ids])]
  await writeFile(join(course, 'types.ts'), types.replace(/moduleIds = \[[\s\S]*?\]/, `moduleIds = ${JSON.stringify(all)}`))
  await rename(join(course, 'modules/planned.ts'), join(course, 'modules/syllabus.ts'))
  await writeFile(join(course, 'modules/planned.ts'), modelOf(ids, sample, chaptersOf))
}

async function writeModule(folder: string, sample: string, id: string, chapters: number): Promise<void> {
  const { chapters: known } = writtenModules[0]!
  const workbook = join(folder, 'workbook', id)
  const as = { sample, id, without: known.slice(chapters).map(c => c.slug) }
  await retell(join(root, 'decks/slides', sample), join(folder, 'decks/slides', id), as)
  await writeFile(join(folder, 'decks', `${id}.md`), retold(await readFile(join(root, 'decks', `${sample}.md`), 'utf8'), as))
  await retell(join(root, 'workbook', sample), workbook, as)
  for (let i = known.length; i < chapters; i++)
    await cp(join(workbook, `${known[i % known.length]!.slug}.md`), join(workbook, `${known[i % known.length]!.slug}-${i}.md`))
}

/**
 * A copy of this course grown to a size, ready to be built: its modules are retold from the first written one.
 * `node_modules` is this repository's own.
 * @param folder where it goes; what was there is deleted.
 */
export async function copyCourse(folder: string, { decks, chapters }: CourseSize): Promise<void> {
  const sample = writtenModules[0]!.id
  const ids = syntheticIds(decks)
  if (!ids.includes(sample))
    ids[ids.length - 1] = sample
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await Promise.all(parts.map(part => cp(join(root, part), join(folder, part), { recursive: true, filter: source => !skipped.test(source.slice(root.length)) })))
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  // Chapters that no module names would be pages all the same: every page of a module is one of its parts.
  await writeModel(folder, ids, sample, i => Math.max(1, share(chapters, ids.length, i)))
  for (const [i, id] of ids.entries()) {
    if (id !== sample)
      await writeModule(folder, sample, id, share(chapters, ids.length, i))
  }
}
