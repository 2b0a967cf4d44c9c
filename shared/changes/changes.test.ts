import changes from 'virtual:course/changes'
import editions from 'virtual:course/editions'
import { describe, expect, it } from 'vitest'
import { writtenModules } from '../course/index.ts'
import { parseChangelog } from './read.ts'
import { compareVersions } from './version.ts'

const entry = (version: string, date: string, more = '') => `- version: ${version}\n  date: ${date}\n  summary: s\n${more}`

describe('changelog', () => {
  it('is read with its places', () => {
    const yaml = entry('1.1.0', '2026-12-01', '  reread:\n    - part: slots\n      anchor: why\n      what: w\n') + entry('1.0.0', '2026-11-25')
    expect(parseChangelog(yaml, 'x.yaml')).toEqual([
      { version: '1.1.0', date: '2026-12-01', summary: 's', reread: [{ part: 'slots', anchor: 'why', what: 'w' }] },
      { version: '1.0.0', date: '2026-11-25', summary: 's', reread: [] },
    ])
  })

  it.each([
    ['the oldest first', entry('1.0.0', '2026-11-25') + entry('1.1.0', '2026-12-01'), 'versions must fall'],
    ['one version twice', entry('1.0.0', '2026-11-25') + entry('1.0.0', '2026-11-25'), 'versions must fall'],
    ['dates that disagree', entry('1.1.0', '2026-11-01') + entry('1.0.0', '2026-11-25'), 'look at the dates'],
    ['a version of two words', entry('1.0.0-rc', '2026-11-25'), 'three numbers'],
    ['a date in words', entry('1.0.0', 'вчера'), 'YYYY-MM-DD'],
    ['nothing', '[]', 'length'],
    ['an unknown field', entry('1.0.0', '2026-11-25', '  note: x\n'), 'note'],
  ])('refuses %s and names the file', (_, yaml, message) => {
    expect(() => parseChangelog(yaml, 'x.yaml')).toThrow(/^x\.yaml: /)
    expect(() => parseChangelog(yaml, 'x.yaml')).toThrow(message)
  })

  it('orders versions by number, not by letter', () => {
    expect(compareVersions('1.10.0', '1.9.3')).toBeGreaterThan(0)
    expect(compareVersions('1.0.0', '2.0.0')).toBeLessThan(0)
    expect(compareVersions('1.2.3', '1.2.3')).toBe(0)
  })

  it('gives every written module the version of its newest entry', () => {
    expect(Object.keys(editions)).toEqual(writtenModules.map(m => m.id))
    for (const [id, version] of Object.entries(editions))
      expect(version).toBe(changes[id]![0]!.version)
    expect([editions.constructor, changes.constructor]).toEqual([undefined, undefined])
  })
})
