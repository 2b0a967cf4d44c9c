import type { Progress } from './state.ts'
import { describe, expect, it } from 'vitest'
import { moduleById, partKinds, trackOf, writtenModules } from '../shared/course/index.ts'
import { allItems, itemsOf } from '../shared/course/progress-items.ts'
import { noFilter } from './filter.ts'
import { emptyProgress } from './state.ts'
import { summarise } from './summary.ts'
import { hoursOf, moduleViews } from './view.ts'

const summariseCourse = (progress: Progress) => hoursOf(moduleViews(progress, noFilter(), {}))
const postgres = moduleById('postgres')
function ticked(ids: string[]) {
  return {
    ...emptyProgress(),
    items: Object.fromEntries(ids.map(id => [
      id,
      { done: true, at: 1 },
    ])),
  }
}

describe('summarise', () => {
  it('starts at nothing', () => {
    expect(summarise(postgres, emptyProgress())).toMatchObject({ state: 'new', share: 0 })
    expect(summariseCourse(emptyProgress()).percent).toBe(0)
  })

  it('is done when every part is', () => {
    expect(summarise(postgres, ticked(itemsOf(postgres).map(i => i.id)))).toMatchObject({ state: 'done', share: 1, minutesLeft: 0 })
    expect(summariseCourse(ticked(allItems.map(i => i.id)))).toMatchObject({ percent: 100, minutesLeft: 0 })
  })

  it('counts the slides of a deck that is being read', () => {
    const reading = {
      ...emptyProgress(),
      slides: {
        postgres: { furthest: 6, total: 24, at: 1 },
      },
    }
    expect(summarise(postgres, reading).parts.find(p => p.kind === 'deck')).toEqual({
      kind: 'deck',
      done: 0,
      total: 1,
      share: 0.25,
    })
    expect(summarise(postgres, reading).state).toBe('started')
  })

  it('is not misled by ids of other modules or of no module', () => {
    expect(summarise(postgres, ticked(['cdc/wal', 'nowhere/lab'])).state).toBe('new')
  })

  it('does not round up to 100% before everything is done', () => {
    const allButQuiz = ticked(allItems.map(i => i.id).filter(id => id !== `${writtenModules[0]!.id}/quiz`))
    expect(summariseCourse(allButQuiz).percent).toBeLessThan(100)
  })

  it('splits a module into theory and practice without a rest', () => {
    const reading = ticked(['postgres/wal', 'postgres/lab'])
    const [all, theory, practice] = [undefined, 'theory' as const, 'practice' as const].map(track => summarise(postgres, reading, track))
    expect(theory!.minutes + practice!.minutes).toBe(all!.minutes)
    expect(theory!.minutesLeft + practice!.minutesLeft).toBe(all!.minutesLeft)
    expect([...theory!.parts, ...practice!.parts].map(p => p.kind).sort()).toEqual([...partKinds].sort())
    expect(practice!.parts.every(p => trackOf[p.kind] === 'practice')).toBe(true)
  })

  it('does not count what is planned as hours to do', () => {
    const hours = summariseCourse(emptyProgress())
    expect(hours.written).toBe(writtenModules.length)
    expect(hours.minutes).toBe(allItems.reduce((sum, i) => sum + i.minutes, 0))
    expect(hours.plannedMinutes).toBeGreaterThan(0)
  })
})
