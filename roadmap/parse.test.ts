import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { migrate } from './migrations.ts'
import { parse } from './parse.ts'
import { emptyProgress, LATEST_TIME, serialize } from './state.ts'
import { NOW, progressArbitrary } from './testing.ts'

function withItems(items: unknown): string {
  return JSON.stringify({
    ...emptyProgress(),
    items,
  })
}

describe('parse', { timeout: 60_000 }, () => {
  it('reads back whatever the store writes', () => {
    fc.assert(fc.property(progressArbitrary, (progress) => {
      expect(parse(serialize(progress), NOW)).toEqual({ kind: 'ok', progress })
    }))
  })

  it('never throws and never lets through what the store could not have written', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.json().map(j => `{"version":1,"items":${j},"slides":${j},"place":${j}}`)), (text) => {
      const parsed = parse(text, NOW)
      if ('progress' in parsed)
        expect(parse(serialize(parsed.progress), NOW).kind).toBe('ok')
    }), { numRuns: 2000 })
  })

  it.each([
    '',
    'null',
    '[]',
    '42',
    '"text"',
    '{}',
    '{"version":0}',
    '{"version":"1"}',
    '{"version":1.5}',
    '{"version":1',
    '\0',
  ])('calls %j unreadable', (text) => {
    expect(parse(text, NOW).kind).toBe('unreadable')
  })

  it('leaves progress of a later version alone', () => {
    expect(parse('{"version":3,"items":[]}', NOW)).toEqual({ kind: 'newer', version: 3 })
  })

  it('takes what version 1 wrote as it is: no tick is lost, and none claims to know a module\'s version', () => {
    const old = '{"version":1,"items":{"postgres/quiz":{"done":true,"at":7,"score":{"right":9,"total":10}},"gone/part":{"done":false,"at":3}},"slides":{"postgres":{"furthest":3,"total":28,"at":4}},"place":{"path":"/postgres/wal","title":"WAL","at":5}}'
    expect(parse(old, NOW)).toEqual({ kind: 'ok', progress: { ...JSON.parse(old), version: 2 } })
  })

  it.each(['1.0', '1.0.0.0', 'latest', '1.0.0-beta', '99999.0.0', 1, null])('does not take %j for a version of a module', (edition) => {
    expect(parse(withItems({ 'postgres/wal': { done: true, at: 5, edition } }), NOW)).toMatchObject({ kind: 'damaged', dropped: 1 })
  })

  it('keeps the good entries of a damaged state and counts the others', () => {
    const parsed = parse(withItems({
      'postgres/slots': { done: true, at: 5 },
      'postgres/wal': { done: 'yes', at: 5 },
      'nonsense': { done: true, at: 5 },
    }), NOW)
    expect(parsed).toMatchObject({
      kind: 'damaged',
      dropped: 2,
      progress: {
        items: {
          'postgres/slots': { done: true, at: 5 },
        },
      },
    })
  })

  it('keeps ids that the course does not know', () => {
    expect(parse(withItems({
      'future-module/part': { done: true, at: 5 },
    }), NOW).kind).toBe('ok')
  })

  it('does not touch prototypes', () => {
    const parsed = parse(withItems(JSON.parse('{"__proto__":{"done":true,"at":1},"constructor/prototype":{"done":true,"at":1}}')), NOW)
    expect(({} as { done?: boolean }).done).toBeUndefined()
    expect(parsed.kind).toBe('damaged')
  })

  it('pulls an entry from the far future back to now, or nothing could ever change it', () => {
    const parsed = parse(withItems({
      'postgres/slots': { done: true, at: LATEST_TIME },
    }), NOW)
    expect(parsed).toMatchObject({
      progress: {
        items: {
          'postgres/slots': { at: NOW },
        },
      },
    })
  })

  it('refuses a place that leads off the site', () => {
    const parsed = parse(JSON.stringify({
      ...emptyProgress(),
      place: { path: '//evil.example/', title: '', at: 1 },
    }), NOW)
    expect(parsed).toMatchObject({
      kind: 'damaged',
      progress: {
        place: { path: '' },
      },
    })
  })
})

describe('migrate', () => {
  const steps = [
    (old: object) => ({ ...old, second: true }),
    (old: object) => ({ ...old, third: true }),
  ]

  it('takes every step from the version it finds', () => {
    expect(migrate({ first: true }, 1, steps, 3)).toEqual({ first: true, second: true, third: true })
    expect(migrate({ first: true }, 2, steps, 3)).toEqual({ first: true, third: true })
    expect(migrate({ first: true }, 3, steps, 3)).toEqual({ first: true })
  })

  it('refuses a version that was raised without its migration', () => {
    expect(() => migrate({}, 1, steps, 4)).toThrow('expected 3 migrations, found 2')
  })
})
