import type { Module } from './types.ts'
import { describe, expect, it } from 'vitest'
import { edges, stops } from './graph.ts'
import { moduleById, moduleIds, modules, writtenModules } from './index.ts'
import { firstOpen, neighbours } from './order.ts'
import { allItems, minutesOf } from './progress-items.ts'

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
  it('puts every module below the ones it requires', () => {
    const row = new Map(stops().map(s => [s.id, s.row]))
    for (const m of modules) {
      for (const r of m.requires)
        expect(row.get(r)!, `${r} → ${m.id}`).toBeLessThan(row.get(m.id)!)
    }
  })

  it('gives no two modules the same place', () => {
    expect(new Set(stops().map(s => `${s.row}:${s.column}`)).size).toBe(modules.length)
  })

  const module = (id: string, ...requires: string[]) => ({
    id,
    requires,
    title: id,
    outcome: id,
    status: 'planned',
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
    expect(() => stops([
      module('cdc', 'python'),
      module('python', 'cdc'),
    ])).toThrow('cdc → python → cdc')
  })
})
