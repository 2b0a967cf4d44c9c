import { describe, expect, it } from 'vitest'
import { moduleById, writtenModules } from '../shared/course/index.ts'
import { allItems, itemsOf } from '../shared/course/progress-items.ts'
import { emptyProgress } from './state.ts'
import { summarise, summariseCourse } from './summary.ts'

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
    expect(summariseCourse(ticked(allItems.map(i => i.id)))).toEqual({ percent: 100, minutesLeft: 0 })
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
})
