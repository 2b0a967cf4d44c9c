import type { Progress } from './state.ts'
import type { BrowserStorage, StorageLike } from './vault.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { merge } from './merge.ts'
import { parse } from './parse.ts'
import { emptyProgress, serialize } from './state.ts'
import { NOW, progressArbitrary } from './testing.ts'
import { createVault, STORAGE_KEY } from './vault.ts'

interface Write { key: string, text: string | null, by: Tab }

/** What all tabs share, in the browser's own process. */
class Disk {
  readonly values = new Map<string, string>()
  tabs: Tab[] = []

  commit(write: Write): void {
    write.text === null
      ? this.values.delete(write.key)
      : this.values.set(write.key, write.text)
    this.tabs.forEach(tab => tab.inbox.push(write))
  }
}

/**
 * A tab in a process of its own, as Chromium keeps it: it reads from a copy of the storage, its writes and those of
 * others travel as messages. So two tabs can both read, then both write, and neither has seen the other.
 */
class Tab implements BrowserStorage {
  readonly inbox: Write[] = []
  readonly outbox: Write[] = []
  private readonly copy: Map<string, string>
  private readonly disk: Disk
  private readonly vault: StorageLike
  readonly clock: { now: number }

  constructor(disk: Disk, clock: { now: number }, page: string) {
    this.disk = disk
    this.clock = clock
    this.copy = new Map(disk.values)
    disk.tabs.push(this)
    this.vault = createVault({ storage: () => this, report: () => {}, now: () => clock.now, page })
    this.vault.getItem(STORAGE_KEY)
  }

  get length(): number {
    return this.copy.size
  }

  key(index: number): string | null {
    return [...this.copy.keys()][index] ?? null
  }

  getItem(key: string): string | null {
    return this.copy.get(key) ?? null
  }

  setItem(key: string, text: string): void {
    this.copy.set(key, text)
    this.outbox.push({ key, text, by: this })
  }

  removeItem(key: string): void {
    this.copy.delete(key)
    this.outbox.push({ key, text: null, by: this })
  }

  write(progress: Progress): void {
    this.vault.setItem(STORAGE_KEY, serialize(progress))
  }

  progress(): string {
    return this.vault.getItem(STORAGE_KEY)
  }

  /** One message on its way out reaches the disk. */
  send(): void {
    const write = this.outbox.shift()
    if (write)
      this.disk.commit(write)
  }

  /** One message from the disk arrives; the page hears of it, as of a `storage` event, and merges. */
  receive(): void {
    const write = this.inbox.shift()
    if (!write || write.by === this || this.outbox.some(own => own.key === write.key))
      return
    write.text === null
      ? this.copy.delete(write.key)
      : this.copy.set(write.key, write.text)
    if (write.key === STORAGE_KEY && write.text)
      this.vault.setItem(STORAGE_KEY, write.text)
  }

  /** The reader closes it: what it has sent still arrives, what it was about to hear does not. */
  close(): void {
    while (this.outbox.length)
      this.send()
    this.disk.tabs = this.disk.tabs.filter(tab => tab !== this)
  }
}

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('write' as const), tab: fc.nat(3), progress: progressArbitrary }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('send' as const, 'receive' as const), tab: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('reopen' as const, 'wait' as const), tab: fc.nat(3) }) },
)

/** A minute of peace: every message has arrived. */
function settle(tabs: Tab[]): void {
  while (tabs.some(t => t.outbox.length || t.inbox.length)) {
    tabs.forEach(t => t.send())
    tabs.forEach(t => t.receive())
  }
}

function world(size: number) {
  const disk = new Disk()
  const clock = { now: NOW }
  let opened = 0
  const open = () => new Tab(disk, clock, String(opened++))
  return { disk, clock, open, tabs: Array.from({ length: size }, open) }
}

function reference(p: Progress) {
  const parsed = parse(serialize(p), NOW)
  return 'progress' in parsed ? parsed.progress : emptyProgress()
}

describe('tabs that write at once', { timeout: 120_000 }, () => {
  it('lose nothing, in whatever order they read, write, hear of each other and close', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { clock, open, tabs } = world(3)
      let expected = emptyProgress()
      for (const s of steps) {
        const i = s.tab % tabs.length
        switch (s.kind) {
          case 'write':
            tabs[i]!.write(s.progress)
            expected = merge(expected, reference(s.progress))
            break
          case 'send':
            tabs[i]!.send()
            break
          case 'receive':
            tabs[i]!.receive()
            break
          case 'reopen':
            tabs[i]!.close()
            tabs[i] = open()
            break
          case 'wait':
            settle(tabs)
            clock.now += 120_000
        }
      }
      tabs.forEach(t => t.close())
      expect(open().progress()).toBe(serialize(expected))
    }), { numRuns: 3000 })
  })

  it('and are closed in the same moment leave both ticks behind', () => {
    const { open, tabs } = world(2)
    const tick = (id: string) => ({ ...emptyProgress(), items: { [id]: { done: true, at: 1 } } })
    tabs[0]!.write(tick('postgres/wal'))
    tabs[1]!.write(tick('postgres/slots'))
    tabs.forEach(t => t.close())
    expect(open().progress()).toBe(serialize(merge(tick('postgres/wal'), tick('postgres/slots'))))
  })

  it('leave no journal behind once all is settled', () => {
    const { disk, clock, open, tabs } = world(2)
    tabs.forEach((t, i) => t.write({ ...emptyProgress(), items: { [`m/p${i}`]: { done: true, at: 1 } } }))
    tabs.forEach(t => t.close())
    for (let i = 0; i < 3; i++) {
      const tab = open()
      settle([tab])
      tab.close()
      clock.now += 120_000
    }
    expect([...disk.values.keys()]).toEqual([STORAGE_KEY])
  })
})
