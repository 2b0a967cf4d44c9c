import type { Module, PartKind, ProgressItem, Track } from '../shared/course/index.ts'
import type { Progress } from './state.ts'
import { partKinds, trackOf } from '../shared/course/index.ts'
import { itemsOf, minutesOf } from '../shared/course/progress-items.ts'

/** How much of one kind of part is done: `done` of `total` items; `share` counts slides of a deck that is being read. */
export interface PartSummary { kind: PartKind, done: number, total: number, share: number }

export interface ModuleSummary {
  state: 'planned' | 'new' | 'started' | 'done'
  parts: PartSummary[]
  /** Of the module's minutes, 0 … 1. */
  share: number
  /** All of it, done or not; an estimate while the module is planned. */
  minutes: number
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

/** The whole module or, of a written one, only the parts of one track. */
export function summarise(m: Module, progress: Progress, track?: Track): ModuleSummary {
  const items = itemsOf(m).filter(i => !track || trackOf[i.kind] === track)
  const spent = items.reduce((sum, i) => sum + i.minutes * shareOf(i, progress), 0)
  const minutes = m.status === 'planned'
    ? minutesOf(m)
    : items.reduce((sum, i) => sum + i.minutes, 0)
  const started = items.some(i => shareOf(i, progress) > 0)
  const done = items.length > 0 && items.every(i => shareOf(i, progress) === 1)
  return {
    state: m.status === 'planned'
      ? 'planned'
      : done
        ? 'done'
        : started ? 'started' : 'new',
    parts: partKinds.map(kind => partSummary(kind, items, progress)).filter(p => p.total > 0),
    share: spent / (minutes || 1),
    minutes,
    minutesLeft: minutes - spent,
  }
}
