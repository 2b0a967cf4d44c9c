import type { Edition } from '../shared/changes/schema.ts'
import { describe, expect, it } from 'vitest'
import { moduleById } from '../shared/course/index.ts'
import { changedSince, editionOf, placeOf } from './since.ts'
import { emptyProgress } from './state.ts'

const postgres = moduleById('postgres')
const log: Edition[] = [
  { version: '1.10.0', date: '2026-12-20', summary: '', reread: [{ part: 'slots', anchor: 'why', what: 'second' }, { part: 'lab', what: 'drill' }] },
  { version: '1.9.0', date: '2026-12-10', summary: '', reread: [{ part: 'slots', what: 'first' }] },
  { version: '1.0.0', date: '2026-11-25', summary: '', reread: [] },
]

function since(ticks: Record<string, { done: boolean, at?: string, edition?: string }>): string[] {
  const items = Object.fromEntries(Object.entries(ticks).map(([id, { at = '2026-11-26', ...rest }]) => [id, { ...rest, at: Date.parse(at) }]))
  return changedSince(postgres, { ...emptyProgress(), items }, log).flatMap(({ item, changes }) => changes.map(c => `${item.id} ${c.version} ${c.what}`))
}

describe('changedSince', () => {
  it('names what came after the version of the tick, part by part, newest first', () => {
    expect(since({ 'postgres/slots': { done: true, edition: '1.0.0' }, 'postgres/lab': { done: true, edition: '1.9.0' } }))
      .toEqual(['postgres/slots 1.10.0 second', 'postgres/slots 1.9.0 first', 'postgres/lab 1.10.0 drill'])
  })

  it('is silent about what the reader has read, and about what they have not begun', () => {
    expect(since({ 'postgres/slots': { done: true, edition: '1.10.0' }, 'postgres/lab': { done: false }, 'postgres/wal': { done: true, edition: '1.0.0' } })).toEqual([])
  })

  it('goes by the day where a tick names no version', () => {
    expect(since({ 'postgres/slots': { done: true, at: '2026-12-10T09:00:00Z' } })).toEqual(['postgres/slots 1.10.0 second'])
    expect(since({ 'postgres/slots': { done: true, at: '2026-12-09T23:59:59Z' } })).toHaveLength(2)
    expect(since({ 'postgres/slots': { done: true, at: '2027-01-01' } })).toEqual([])
  })

  it('trusts a tick from a newer course than this page', () => {
    expect(since({ 'postgres/slots': { done: true, edition: '2.0.0' } })).toEqual([])
  })

  it('knows no version before the first', () => {
    expect(editionOf(log, { done: true, at: 0 })).toBeUndefined()
    expect(since({ 'postgres/slots': { done: true, at: '1970-01-01' } })).toHaveLength(2)
  })
})

describe('placeOf', () => {
  it('leads to the heading, or to the part', () => {
    const [item] = changedSince(postgres, { ...emptyProgress(), items: { 'postgres/slots': { done: true, at: 0 } } }, log)
    expect(item!.changes.map(c => placeOf(item!.item, c))).toEqual(['/postgres/slots#why', '/postgres/slots'])
  })
})
