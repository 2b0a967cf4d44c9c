/**
 * The vocabulary of the course: a course has modules, a module has parts.
 * Everything a reader sees in a menu, on the roadmap or in a list of decks is derived from values of these types.
 */

/** Permanent ids, in the order of the syllabus. A slug is a folder name on every surface and a part of URLs. */
export const moduleIds = [
  'cdc',
  'debezium',
  'postgres',
  'postgres-pitfalls',
  'snapshots',
  'connect',
  'aurora',
  'gcp',
  'python',
  'pandas',
  'streaming',
  'automation',
  'production',
] as const

export type ModuleId = typeof moduleIds[number]

/** What a part is, in the order in which a reader meets them. */
export const partKinds = [
  'deck',
  'chapter',
  'exercise',
  'lab',
  'quiz',
] as const

export type PartKind = typeof partKinds[number]

/** A piece of work with a duration; `minutes` is what a prepared reader needs, not what a fast one can do. */
export interface Timed {
  minutes: number
}

export interface Chapter extends Timed {
  /** File name below `workbook/<module>/` and the last segment of the URL. */
  slug: string
  title: string
  /** Ends the sentence «После главы вы сможете …». */
  outcome: string
}

export interface Exercise extends Timed {
  /** Folder name below `labs/<module>/exercises/` and an anchor of the page with the exercises. */
  slug: string
  title: string
}

/** A break-it drill: a failure that is caused, recognised and cured on the running stack. */
export interface Drill {
  /** File name below `labs/<module>/drills/`. */
  slug: string
  title: string
}

interface ModuleBase {
  id: ModuleId
  title: string
  /** Ends the sentence «После модуля вы сможете …». */
  outcome: string
  /** Modules to finish first; the roadmap draws an edge from each. */
  requires: readonly ModuleId[]
}

/** Not written yet: shown as «скоро», with an estimate of its length. */
export interface PlannedModule extends ModuleBase, Timed {
  status: 'planned'
}

export interface WrittenModule extends ModuleBase {
  status: 'written'
  deck: Timed
  chapters: readonly Chapter[]
  exercises: readonly Exercise[]
  drills: readonly Drill[]
  lab: Timed & { title: string }
  quiz: Timed
}

export type Module = PlannedModule | WrittenModule

/** One thing a reader can tick. Its id never depends on order, number or title. */
export interface ProgressItem extends Timed {
  id: string
  module: ModuleId
  kind: PartKind
  title: string
  /** Site path without the base: starts with `/`. */
  path: string
}

/** A prerequisite, drawn from what comes first. */
export interface Edge { from: ModuleId, to: ModuleId }

/** A module's place on the line of travel: `row` counts steps from the start, `column` its place among the row's modules. */
export interface Stop { id: ModuleId, row: number, column: number, columns: number }
