import { describe, expect, it } from 'vitest'
import { formerOptions, isOption, knownOptions, nameFault } from './options.ts'

const known = knownOptions()

describe('options', () => {
  it.each([
    'slot.max.retries',
    'offset.mismatch.strategy',
    'producer.override.enable.idempotence',
    'topic.creation.default.partitions',
    'transforms.unwrap.delete.tombstone.handling.mode',
  ])('knows %s', (name) => {
    expect(isOption(name, known)).toBe(true)
  })

  it('refuses a misspelt option and says so', () => {
    expect(nameFault('slot.max.retry', known, 'slot.max.retries')).toContain('no option')
    expect(nameFault('slot.max.retry=6', known, '')).toContain('no option')
  })

  it('accepts names that a run has seen, and lets files and other code be', () => {
    expect(nameFault('shop.public.orders', known, 'topic shop.public.orders')).toBeUndefined()
    for (const code of [
      'connector.json',
      'SELECT 1',
      'wal_level',
      'RUNNING',
      'io.debezium.Foo bar',
    ])
      expect(nameFault(code, known, '')).toBeUndefined()
  })

  it('lists as former only what the pinned versions do not have, with a successor that they do', () => {
    for (const [name, { now }] of Object.entries(formerOptions)) {
      expect(isOption(name, known), name).toBe(false)
      expect(isOption(now, known), now).toBe(true)
    }
  })
})
