import { describe, expect, it } from 'vitest'
import { moduleIds } from '../shared/course/index.ts'
import { stopTowards } from './keyboard.ts'
import { listBoxes, mapBoxes } from './testing-map.ts'

const keys = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] as const

describe.each([['map', mapBoxes()], ['list', listBoxes()]])('stopTowards on the %s', (_, boxes) => {
  it('reaches every module from the first one', () => {
    const seen = new Set<string>([moduleIds[0]])
    for (const id of seen)
      keys.map(key => stopTowards(boxes, id, key)).filter(next => next !== undefined).forEach(next => seen.add(next))
    expect([...seen].sort()).toEqual([...moduleIds].sort())
  })

  it('stays inside', () => {
    expect(stopTowards(boxes, 'cdc', 'ArrowUp')).toBeUndefined()
    expect(stopTowards(boxes, 'cdc', 'ArrowLeft')).toBeUndefined()
    expect(stopTowards(boxes, 'production', 'ArrowDown')).toBeUndefined()
    expect(stopTowards(boxes, 'nowhere', 'ArrowDown')).toBeUndefined()
  })
})

describe('stopTowards', () => {
  it('goes along the line, then down to the nearest', () => {
    expect(stopTowards(mapBoxes(), 'cdc', 'ArrowRight')).toBe('debezium')
    expect(stopTowards(mapBoxes(), 'debezium', 'ArrowRight')).toBe('postgres')
    expect(stopTowards(mapBoxes(), 'postgres', 'ArrowDown')).toBe('python')
  })

  it('goes one after the other where they stand so', () => {
    expect(stopTowards(listBoxes(), 'cdc', 'ArrowDown')).toBe('debezium')
    expect(stopTowards(listBoxes(), 'postgres', 'ArrowUp')).toBe('debezium')
  })
})
