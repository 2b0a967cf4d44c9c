import type { Edition, Reread } from '../shared/changes/schema.ts'
import type { Module, ProgressItem } from '../shared/course/index.ts'
import type { ItemState, Progress } from './state.ts'
import { compareVersions } from '../shared/changes/version.ts'
import { itemsOf } from '../shared/course/progress-items.ts'

/** A place that changed after the reader had been there. */
export interface Change extends Reread { version: string, date: string }

/** A part that the reader has ticked, and what changed in it since. */
export interface PartSince { item: ProgressItem, changes: Change[] }

/**
 * The version that a tick was given for: the one it names or, of a tick without one, the newest that was out by then.
 * Dates are days in UTC: what came out on the day of the tick counts as read.
 */
export function editionOf(log: readonly Edition[], tick: ItemState): string | undefined {
  return tick.edition ?? log.find(e => Date.parse(e.date) <= tick.at)?.version
}

/** Parts of a module to read again, in reading order; empty for parts that were never ticked: there all is new anyway. */
export function changedSince(module: Module, progress: Progress, log: readonly Edition[] = []): PartSince[] {
  return itemsOf(module).flatMap((item) => {
    const tick = progress.items[item.id]
    if (!tick?.done)
      return []
    const seen = editionOf(log, tick) ?? '0.0.0'
    const changes = log.filter(e => compareVersions(seen, e.version) < 0)
      .flatMap(({ version, date, reread }) => reread.map(r => ({ ...r, version, date })))
      .filter(c => `${module.id}/${c.part}` === item.id)
    return changes.length ? [{ item, changes }] : []
  })
}

/** Site path of the changed place. */
export function placeOf(item: ProgressItem, change: Reread): string {
  return change.anchor
    ? `${item.path.split('#')[0]}#${change.anchor}`
    : item.path
}
