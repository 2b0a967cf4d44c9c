import type { Edition } from '../shared/changes/schema.ts'
import type { Module, ProgressItem, Track } from '../shared/course/index.ts'
import type { Filter } from './filter.ts'
import type { PartSince } from './since.ts'
import type { Progress } from './state.ts'
import type { ModuleSummary } from './summary.ts'
import { modules, trackOf } from '../shared/course/index.ts'
import { itemsOf, minutesOf } from '../shared/course/progress-items.ts'
import { isShown } from './filter.ts'
import { changedSince } from './since.ts'
import { summarise } from './summary.ts'

/** A module as the roadmap shows it to this reader. */
export interface ModuleView {
  module: Module
  summary: ModuleSummary
  /** Parts to read again. */
  since: PartSince[]
  /** The filter lets it through. */
  shown: boolean
}

type Changelogs = Partial<Record<string, readonly Edition[]>>

export function isOf(track: Track | undefined, item: ProgressItem): boolean {
  return !track || trackOf[item.kind] === track
}

export function moduleViews(progress: Progress, filter: Filter, changelogs: Changelogs): ModuleView[] {
  return modules.map((module) => {
    const summary = summarise(module, progress, filter.track)
    const since = changedSince(module, progress, changelogs[module.id]).filter(s => isOf(filter.track, s.item))
    const view = { module, summary, since, shown: true }
    return { ...view, shown: isShown(view, filter) }
  })
}

/** The parts that a filter leaves of a module. */
export function shownItems({ module, since }: ModuleView, filter: Filter, isDone: (id: string) => boolean): ProgressItem[] {
  return itemsOf(module).filter(i => isOf(filter.track, i)
    && (!filter.unfinished || !isDone(i.id))
    && (!filter.changed || since.some(s => s.item.id === i.id)))
}

/** Hours of some modules, honestly: what is written counts, what is planned is told apart. */
export interface Hours {
  minutes: number
  minutesLeft: number
  /** Whole per cent of the minutes; 100 only when nothing is left. */
  percent: number
  written: number
  planned: number
  /** An estimate. */
  plannedMinutes: number
}

export function hoursOf(views: readonly ModuleView[]): Hours {
  const sum = (values: number[]) => values.reduce((a, b) => a + b, 0)
  const written = views.filter(v => v.module.status === 'written')
  const planned = views.filter(v => v.module.status === 'planned')
  const minutes = sum(written.map(v => v.summary.minutes))
  const minutesLeft = sum(written.map(v => v.summary.minutesLeft))
  return {
    minutes,
    minutesLeft,
    percent: minutes ? Math.floor(100 * (1 - minutesLeft / minutes)) : 0,
    written: written.length,
    planned: planned.length,
    plannedMinutes: sum(planned.map(v => minutesOf(v.module))),
  }
}
