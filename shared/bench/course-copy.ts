import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { moduleIds, modules, writtenModules } from '../course/index.ts'
import { root } from '../site/folders.ts'

export interface CourseSize {
  /** Modules, each with a deck and a folder of the workbook. */
  decks: number
  /** Chapters of all modules together. */
  chapters: number
}

/** What a course is made of; the rest of the repository has no part in building its site. */
const parts = ['shared', 'roadmap', 'workbook', 'decks', 'labs', 'package.json', 'package-lock.json', 'tsconfig.json']
const skipped = /(?:^|\/)(?:node_modules|\.lab|\.cache|__pycache__|\.venv|[^/]+\.egg-info|\.together-\d+\.md)(?:\/|$)/

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
    // A notion of the glossary has names of its own.
    .replace(/^(- term|\s+en): (.*?)('?)$/gm, `$1: $2 ${id}$3`)
    .replace(/^\s+aliases: .*\n/gm, '')
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

/** What the map needs to know of a module that is not built, or of a written one until the sample's parts replace its own. */
function basicsOf(id: string, sample: string): object {
  const known = modules.find(m => m.id === id)
  const { requires = [sample], title = id, outcome = '', stage = 'project', platforms = [] } = known ?? {}
  return { id, status: 'planned', requires, title, outcome, stage, platforms, minutes: 60 }
}

/** Modules to build have the sample's parts; those of the syllabus that are not to be built are planned. */
function modelOf(all: readonly string[], sample: string, chaptersOf: (id: string) => number | undefined): string {
  const entries = all.filter(id => id !== sample).map((id) => {
    const chapters = chaptersOf(id)
    const built = chapters === undefined ? '' : `, ...parts, chapters: chapters(${chapters})`
    return `  '${id}': { ...${JSON.stringify(basicsOf(id, sample))}${built} },`
  })
  return `import type { Module } from '../types.ts'
import { ${sample} } from './${sample}.ts'

const { requires: _, id: __, ...parts } = ${sample}
const chapters = (count: number) => Array.from({ length: count }, (_, i) => {
  const chapter = ${sample}.chapters[i % ${sample}.chapters.length]!
  return i < ${sample}.chapters.length ? chapter : { ...chapter, slug: \`\${chapter.slug}-\${i}\` }
})

export const planned = {
${entries.join('\n')}
} as unknown as Record<string, Module>
`
}

async function writeModel(folder: string, ids: readonly string[], sample: string, chaptersOf: (id: string) => number | undefined): Promise<void> {
  const course = join(folder, 'shared/course')
  const all = [...new Set([...moduleIds, ...ids])]
  const types = await readFile(join(course, 'types.ts'), 'utf8')
  await writeFile(join(course, 'types.ts'), types.replace(/moduleIds = \[[\s\S]*?\]/, `moduleIds = ${JSON.stringify(all)}`))
  await writeFile(join(course, 'modules/planned.ts'), modelOf(all, sample, chaptersOf))
  const index = await readFile(join(course, 'index.ts'), 'utf8')
  await writeFile(join(course, 'index.ts'), onlySample(index, sample))
}

/** The model's list of modules without the other written ones: they come from `planned.ts` of the copy. */
export function onlySample(index: string, sample: string): string {
  return index
    .replace(new RegExp(`^import .* from '\\./modules/(?!planned\\.|${sample}\\.).*\\n`, 'gm'), '')
    .replace(/const byId = \{[^}]*\}/, `const byId = { ...planned, ${sample} }`)
}

/** Where a module's text lies. */
const placesOf = (id: string): readonly string[] => [`workbook/${id}`, `decks/slides/${id}`, `decks/${id}.md`]

async function writeModule(folder: string, sample: string, id: string, chapters: number): Promise<void> {
  const { chapters: known } = writtenModules.find(m => m.id === sample)!
  const workbook = join(folder, 'workbook', id)
  const as = { sample, id, without: known.slice(chapters).map(c => c.slug) }
  await retell(join(folder, 'decks/slides', sample), join(folder, 'decks/slides', id), as)
  await writeFile(join(folder, 'decks', `${id}.md`), retold(await readFile(join(root, 'decks', `${sample}.md`), 'utf8'), as))
  await retell(join(folder, 'workbook', sample), workbook, as)
  for (let i = known.length; i < chapters; i++)
    await cp(join(workbook, `${known[i % known.length]!.slug}.md`), join(workbook, `${known[i % known.length]!.slug}-${i}.md`))
}

/** Links of the sample to other modules lead to their overviews: of the pages they had there may be none. */
async function looseLinks(folder: string, sample: string, ids: readonly string[]): Promise<void> {
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile())
      continue
    const path = join(file.parentPath, file.name)
    await writeFile(path, withoutForeign(await readFile(path, 'utf8'), sample, ids))
  }
}

/** Leads links to chapters of other modules to an overview that there is. */
export function withoutForeign(text: string, sample: string, ids: readonly string[]): string {
  const others = moduleIds.filter(id => id !== sample).sort((a, b) => b.length - a.length)
  return text.replace(new RegExp(`(?<![\\w./-])/(${others.join('|')})/[\\w-]*(?:#[\\w-]+)?`, 'g'), (_, id: string) => `/${ids.includes(id) ? id : sample}/`)
}

/**
 * A copy of this course grown to a size, ready to be built: its modules are retold from one, `postgres`, the first that was
 * written; it stands on its own.
 * `node_modules` is this repository's own.
 * @param folder where it goes; what was there is deleted.
 */
export async function copyCourse(folder: string, { decks, chapters }: CourseSize): Promise<void> {
  const sample = 'postgres'
  const ids = syntheticIds(decks)
  const shares = new Map(ids.map((id, i) => [id, Math.max(1, share(chapters, ids.length, i))]))
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await Promise.all(parts.map(part => cp(join(root, part), join(folder, part), { recursive: true, filter: source => !skipped.test(source.slice(root.length)) })))
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  await Promise.all(writtenModules.filter(m => m.id !== sample).flatMap(m => placesOf(m.id)).map(place => rm(join(folder, place), { recursive: true })))
  for (const place of [`workbook/${sample}`, `decks/slides/${sample}`])
    await looseLinks(join(folder, place), sample, ids)
  // Chapters that no module names would be pages all the same: every page of a module is one of its parts.
  await writeModel(folder, ids, sample, id => shares.get(id))
  for (const [id, count] of shares) {
    if (id !== sample)
      await writeModule(folder, sample, id, count)
  }
}
