import type { Module, PartKind, ProgressItem } from '../shared/course/index.ts'
import type { Progress } from './state.ts'
import { partKinds, writtenModules } from '../shared/course/index.ts'
import { itemsOf, minutesOf, writtenMinutes } from '../shared/course/progress-items.ts'

/** How much of one kind of part is done: `done` of `total` items; `share` counts slides of a deck that is being read. */
export interface PartSummary { kind: PartKind, done: number, total: number, share: number }

export interface ModuleSummary {
  state: 'planned' | 'new' | 'started' | 'done'
  parts: PartSummary[]
  /** Of the module's minutes, 0 … 1. */
  share: number
  minutesLeft: number
}

function shareOf(item: ProgressItem, progress: Progress): number {
  if (progress.items[item.id]?.done)
    return 1
  const slides = item.kind === 'deck'
    ? progress.slides[item.module]
    : undefined
  return slides?.total
    ? Math.min(slides.furthest / slides.total, 1)
    : 0
}

function partSummary(kind: PartKind, items: readonly ProgressItem[], progress: Progress): PartSummary {
  const shares = items.filter(i => i.kind === kind).map(i => shareOf(i, progress))
  return {
    kind,
    total: shares.length,
    done: shares.filter(s => s === 1).length,
    share: shares.reduce((sum, s) => sum + s, 0) / (shares.length || 1),
  }
}

export function summarise(m: Module, progress: Progress): ModuleSummary {
  const items = itemsOf(m)
  const spent = items.reduce((sum, i) => sum + i.minutes * shareOf(i, progress), 0)
  const minutes = minutesOf(m)
  const started = items.some(i => shareOf(i, progress) > 0)
  const done = items.length > 0 && items.every(i => shareOf(i, progress) === 1)
  return {
    state: m.status === 'planned'
      ? 'planned'
      : done
        ? 'done'
        : started ? 'started' : 'new',
    parts: partKinds.map(kind => partSummary(kind, items, progress)).filter(p => p.total > 0),
    share: spent / minutes,
    minutesLeft: minutes - spent,
  }
}

/** Over everything that is written, by minutes: 100% is in reach today, and a module that appears later lowers it again. */
export function summariseCourse(progress: Progress): { percent: number, minutesLeft: number } {
  const minutesLeft = writtenModules.reduce((sum, m) => sum + summarise(m, progress).minutesLeft, 0)
  return {
    percent: Math.floor(100 * (1 - minutesLeft / writtenMinutes)),
    minutesLeft,
  }
}
