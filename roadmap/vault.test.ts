import type { Progress } from './state.ts'
import type { Trouble } from './vault.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { merge } from './merge.ts'
import { emptyProgress, serialize } from './state.ts'
import { FaultyStorage, NOW, progressArbitrary } from './testing.ts'
import { createVault, DAMAGED_KEYS, STORAGE_KEY } from './vault.ts'

const slots: Progress = {
  ...emptyProgress(),
  items: {
    'postgres/slots': { done: true, at: 1 },
  },
}
const lab: Progress = {
  ...emptyProgress(),
  items: {
    'postgres/lab': { done: true, at: 2 },
  },
}
const both = serialize(merge(slots, lab))

function open(storage = new FaultyStorage()) {
  const troubles = new Set<Trouble>()
  const vault = createVault({
    storage: () => storage,
    report: (trouble, present) => present
      ? troubles.add(trouble)
      : troubles.delete(trouble),
    now: () => NOW,
  })
  return {
    vault,
    troubles,
    storage,
    read: () => vault.getItem(STORAGE_KEY),
    write: (p: Progress) => vault.setItem(STORAGE_KEY, serialize(p)),
  }
}

describe('vault', { timeout: 60_000 }, () => {
  it('does not lose what another tab wrote in between', () => {
    const { storage, write } = open()
    storage.setItem(STORAGE_KEY, serialize(slots))
    write(lab)
    expect(storage.values.get(STORAGE_KEY)).toBe(both)
  })

  it.each(['garbage', '{"version":1,"items":{"a/b":1},"slides":{},"place":{"path":"","title":"","at":0}}'])('sets %j aside before it is replaced', (damaged) => {
    const { storage, write, troubles, read } = open()
    storage.setItem(STORAGE_KEY, damaged)
    expect(read()).toBe(serialize(emptyProgress()))
    write(slots)
    expect(storage.values.get(DAMAGED_KEYS[0]!)).toBe(damaged)
    expect(storage.values.get(STORAGE_KEY)).toBe(serialize(slots))
    expect([...troubles]).toEqual(['damaged'])
  })

  it('keeps several damaged originals apart', () => {
    const { storage, write } = open()
    for (const text of ['one', 'two', 'two']) {
      storage.setItem(STORAGE_KEY, text)
      write(slots)
    }
    expect(DAMAGED_KEYS.map(key => storage.values.get(key)).filter(Boolean)).toEqual(['one', 'two'])
  })

  it.each(['full', 'no new keys'] as const)('leaves a damaged original in place when there is no room to set it aside (%s)', (fault) => {
    const { storage, write, troubles } = open()
    storage.setItem(STORAGE_KEY, 'garbage')
    storage.fault = fault
    write(slots)
    expect(storage.values.get(STORAGE_KEY)).toBe('garbage')
    expect([...troubles]).toEqual(['full'])
  })

  it('never writes over the progress of a newer version', () => {
    const { storage, write, troubles, read } = open()
    storage.setItem(STORAGE_KEY, '{"version":99}')
    write(slots)
    expect(storage.values.get(STORAGE_KEY)).toBe('{"version":99}')
    expect(read()).toBe(serialize(slots))
    expect([...troubles]).toEqual(['newer'])
  })

  it('lives in memory while the storage is blocked', () => {
    const { storage, write, troubles, read } = open()
    storage.fault = 'blocked'
    write(slots)
    write(lab)
    expect(read()).toBe(both)
    expect([...troubles]).toEqual(['blocked'])
  })

  it('writes everything once a full storage has room again', () => {
    const { storage, write, troubles } = open()
    storage.fault = 'full'
    write(slots)
    expect([...troubles]).toEqual(['full'])
    storage.fault = 'none'
    write(lab)
    expect(storage.values.get(STORAGE_KEY)).toBe(both)
    expect([...troubles]).toEqual([])
  })

  it('loses nothing that was written, whatever was stored and however the storage fails', () => {
    const step = fc.record({
      progress: progressArbitrary,
      fault: fc.constantFrom('none' as const, 'none' as const, 'full' as const, 'blocked' as const),
    })
    fc.assert(fc.property(fc.option(fc.string(), { nil: '{"version":1}' }), fc.array(step, { maxLength: 6 }), (initial, steps) => {
      const { storage, write, read } = open()
      storage.setItem(STORAGE_KEY, initial)
      let expected = emptyProgress()
      for (const { progress, fault } of steps) {
        storage.fault = fault
        write(progress)
        expected = merge(expected, progress)
      }
      expect(read()).toBe(serialize(expected))
    }))
  })

  it('two tabs that write in any order end with the same, complete progress', () => {
    fc.assert(fc.property(fc.array(fc.record({
      tab: fc.nat(1),
      progress: progressArbitrary,
    }), { maxLength: 10 }), (writes) => {
      const storage = new FaultyStorage()
      const tabs = [
        open(storage),
        open(storage),
      ]
      for (const { tab, progress } of writes)
        tabs[tab]!.write(progress)
      const complete = serialize(writes.map(w => w.progress).reduce(merge, emptyProgress()))
      expect(tabs.map(t => t.read())).toEqual([complete, complete])
    }))
  })
})
