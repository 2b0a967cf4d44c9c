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

/** What a kind of part is for: reading and listening, or doing it on the running stack. */
export const tracks = ['theory', 'practice'] as const

export type Track = typeof tracks[number]

export const trackOf: Readonly<Record<PartKind, Track>> = {
  deck: 'theory',
  chapter: 'theory',
  quiz: 'theory',
  exercise: 'practice',
  lab: 'practice',
}

/** Systems that a module works with: what an engineer looks for on the roadmap. */
export const platforms = ['postgresql', 'kafka', 'aws', 'gcp', 'python'] as const

export type Platform = typeof platforms[number]

/** Stretches of the way, in order: no module requires one of a later stage. */
export const stages = ['foundation', 'operation', 'environment', 'project'] as const

export type Stage = typeof stages[number]

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
  stage: Stage
  platforms: readonly Platform[]
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

/** Stops of the map that stand side by side. */
export interface MapRow {
  stage: Stage
  /** They follow from each other, left to right. */
  line: boolean
  modules: ModuleId[]
}
