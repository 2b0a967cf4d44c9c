import type { ModuleId } from '../shared/course/index.ts'
import { describe, expect, it } from 'vitest'
import { stops } from '../shared/course/graph.ts'
import { moduleIds } from '../shared/course/index.ts'
import { stopTowards } from './keyboard.ts'

const map = stops()

describe('stopTowards', () => {
  it('reaches every module from the first one', () => {
    const seen = new Set<ModuleId>([moduleIds[0]])
    for (const id of seen) {
      for (const key of [
        'ArrowUp',
        'ArrowDown',
        'ArrowLeft',
        'ArrowRight',
      ] as const) {
        const next = stopTowards(map, id, key)
        if (next)
          seen.add(next)
      }
    }
    expect([...seen].sort()).toEqual([...moduleIds].sort())
  })

  it('stays inside the map', () => {
    expect(stopTowards(map, 'cdc', 'ArrowUp')).toBeUndefined()
    expect(stopTowards(map, 'cdc', 'ArrowLeft')).toBeUndefined()
    expect(stopTowards(map, 'production', 'ArrowDown')).toBeUndefined()
  })

  it('goes straight down the line of travel', () => {
    expect(stopTowards(map, 'cdc', 'ArrowDown')).toBe('debezium')
  })
})
