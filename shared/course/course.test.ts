import type { Module } from './types.ts'
import { describe, expect, it } from 'vitest'
import { crossings, edges, mapRows } from './graph.ts'
import { moduleById, moduleIds, modules, writtenModules } from './index.ts'
import { firstOpen, neighbours } from './order.ts'
import { allItems, minutesOf } from './progress-items.ts'
import { stages } from './types.ts'

describe('course model', () => {
  it('has the thirteen modules of the syllabus, in its order, under their own ids', () => {
    expect(modules.map(m => m.id)).toEqual(moduleIds)
    expect(modules).toHaveLength(13)
  })

  it('gives every progress item an id of its own', () => {
    expect(new Set(allItems.map(i => i.id)).size).toBe(allItems.length)
    for (const { id } of allItems)
      expect(id).toMatch(/^[a-z0-9-]+\/[a-z0-9-]+$/)
  })

  it('gives every written module all its parts', () => {
    for (const m of writtenModules) {
      expect(m.chapters.length, m.id).toBeGreaterThanOrEqual(4)
      expect(m.chapters.length, m.id).toBeLessThanOrEqual(7)
      expect(m.exercises.length, m.id).toBeGreaterThanOrEqual(2)
      expect(m.drills.length, m.id).toBeGreaterThanOrEqual(1)
      expect(m.deck.minutes, m.id).toBeGreaterThanOrEqual(30)
      expect(m.deck.minutes, m.id).toBeLessThanOrEqual(45)
    }
  })

  it('says what every module works with', () => {
    for (const m of modules)
      expect(m.platforms.length, m.id).toBeGreaterThan(0)
  })

  it('knows how long every module takes', () => {
    for (const m of modules)
      expect(minutesOf(m), m.id).toBeGreaterThan(60)
  })

  it('names the modules there are when asked for another', () => {
    expect(() => moduleById('postgre')).toThrow(/Unknown module "postgre".*postgres-pitfalls/)
  })
})

describe('order', () => {
  it('leads through everything written without a gap', () => {
    const way = allItems.map(i => i.id)
    expect(way.slice(1).map(id => neighbours(id).previous?.id)).toEqual(way.slice(0, -1))
    expect(way.slice(0, -1).map(id => neighbours(id).next?.id)).toEqual(way.slice(1))
    expect(neighbours(way[0]!).previous).toBeUndefined()
    expect(neighbours(way.at(-1)!).next).toBeUndefined()
  })

  it('finds where to go on', () => {
    expect(firstOpen(() => false)?.id).toBe(allItems[0]!.id)
    expect(firstOpen(id => id !== 'postgres/lab')?.id).toBe('postgres/lab')
    expect(firstOpen(() => true)).toBeUndefined()
  })
})

describe('graph', () => {
  it('has every module once', () => {
    expect(mapRows().flatMap(r => r.modules).sort()).toEqual([...moduleIds].sort())
  })

  it('leads down, or along a line to the right', () => {
    const place = new Map(mapRows().flatMap((r, row) => r.modules.map((id, column) => [id, { row, column, line: r.line }] as const)))
    for (const { from, to } of edges()) {
      const [a, b] = [place.get(from)!, place.get(to)!]
      expect(a.row < b.row || (a.row === b.row && a.line && a.column < b.column), `${from} → ${to}`).toBe(true)
    }
  })

  it('has no module that requires one of a later stage', () => {
    for (const m of modules) {
      for (const r of m.requires)
        expect(stages.indexOf(moduleById(r).stage), `${m.id} requires ${r}`).toBeLessThanOrEqual(stages.indexOf(m.stage))
    }
  })

  it('is drawn with one crossing at most between its rows', () => {
    const rows = mapRows()
    expect(rows.slice(1).reduce((sum, row, i) => sum + crossings(rows[i]!.modules, row.modules, edges()), 0)).toBeLessThanOrEqual(1)
  })

  it('counts crossings', () => {
    const lines = [{ from: 'cdc', to: 'python' }, { from: 'debezium', to: 'pandas' }] as const
    expect(crossings(['cdc', 'debezium'], ['python', 'pandas'], lines)).toBe(0)
    expect(crossings(['cdc', 'debezium'], ['pandas', 'python'], lines)).toBe(1)
  })

  const module = (id: string, ...requires: string[]) => ({
    id,
    requires,
    title: id,
    outcome: id,
    status: 'planned',
    stage: 'foundation',
    platforms: [],
    minutes: 1,
  }) as unknown as Module

  it('draws no edge that a longer way implies', () => {
    expect(edges([
      module('cdc'),
      module('postgres', 'cdc'),
      module('python', 'postgres', 'cdc'),
    ]))
      .toEqual([
        { from: 'cdc', to: 'postgres' },
        { from: 'postgres', to: 'python' },
      ])
  })

  it('names a cycle', () => {
    expect(() => mapRows([
      module('cdc', 'python'),
      module('python', 'cdc'),
    ])).toThrow('cdc → python → cdc')
  })
})
