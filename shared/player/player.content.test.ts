import type { KafkaMessage, Run } from './schema.ts'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { markdownSources } from '../content/sources.ts'
import { slips } from '../content/voice.ts'
import { writtenModules } from '../course/index.ts'
import { root } from '../site/folders.ts'
import { readRun } from './plugin.ts'

interface Placed { file: string, name: string, label: string }

function runOf(name: string): Run {
  const file = `labs/${name.replace('/', '/recorded/replay-')}.json`
  return readRun(readFileSync(root + file, 'utf8'), file)
}

function lsnOf({ value }: KafkaMessage): number {
  return (value!.source as { lsn: number }).lsn
}

/** Runs that the labs have recorded: `postgres/confirmation`. */
const recorded = writtenModules.flatMap(m => readdirSync(`${root}labs/${m.id}/recorded`)
  .flatMap(f => /^replay-(.+)\.json$/.exec(f)?.[1] ?? [])
  .map(run => `${m.id}/${run}`))

/** A chapter names its run; a slide imports it. */
const placed: Placed[] = markdownSources().flatMap(({ file, text }) => [...text.matchAll(/<EventPlayer\s([\s\S]*?)\/>/g)].map(([, attributes]) => {
  const attribute = (name: string) => new RegExp(`(?<![:\\w])${name}="([^"]*)"`).exec(attributes!)?.[1]
  const imported = /labs\/(.+)\/recorded\/replay-(.+)\.json/.exec(text)
  return { file, name: attribute('run') ?? (imported ? `${imported[1]}/${imported[2]}` : ''), label: attribute('label') ?? '' }
}))

describe('players', () => {
  it('show a run that was recorded', () => {
    expect(placed.filter(p => !existsSync(`${root}labs/${p.name.replace('/', '/recorded/replay-')}.json`))).toEqual([])
  })

  it('are told to those who do not see them, in the course\'s voice', () => {
    expect(placed.filter(p => !p.label || slips(p.label).length)).toEqual([])
  })

  it.each(recorded)('%s stands somewhere, and is whole', (name) => {
    expect(placed.map(p => p.name)).toContain(name)
    expect(() => runOf(name)).not.toThrow()
  })
})

/** What the text around a player says of its run: a new recording may be a different story. */
describe('the story of', () => {
  it('postgres/confirmation: the slot learns last, an open transaction holds restart_lsn', () => {
    const slots = runOf('postgres/confirmation').steps.map(s => s.slot)
    const [confirmed, restart] = [slots.map(s => s.confirmed_flush_lsn), slots.map(s => s.restart_lsn)]
    expect([confirmed[2], confirmed[3]], 'steps 3 and 4: the event is in Kafka, the slot stands').toEqual([confirmed[1], confirmed[1]])
    expect(confirmed[4]).not.toBe(confirmed[3])
    expect(confirmed[8], 'step 9 moves one position').not.toBe(confirmed[7])
    expect(restart[8]).toBe(restart[7])
    expect(restart[13], 'step 14 moves the other').not.toBe(restart[12])
  })

  it('postgres/commit-order: events of step 3 were written before those of step 2', () => {
    const { steps } = runOf('postgres/commit-order')
    const [second, first] = [1, 2].map(i => lsnOf(steps[i]!.kafka[0]!))
    expect(second).toBeGreaterThan(first!)
    expect([steps[0]!.kafka, steps[3]!.kafka, steps[3]!.pgoutput]).toEqual([[], [], []])
  })

  it('debezium/purchase: written before it is committed, cancelled without a trace, saved last', () => {
    const { steps } = runOf('debezium/purchase')
    expect(steps.map(s => s.kafka.length)).toEqual([0, 4, 0, 1, 0])
    expect([steps[0]!, steps[2]!].map(s => [s.wal.length > 0, s.pgoutput])).toEqual([[true, []], [true, []]])
    expect(new Set(steps.slice(0, 4).map(s => s.slot.confirmed_flush_lsn)).size, 'steps 1 to 4: the slot stands').toBe(1)
    expect(steps[4]!.slot.confirmed_flush_lsn, 'step 5 moves it').not.toBe(steps[3]!.slot.confirmed_flush_lsn)
  })

  it('postgres/events: two messages of a deletion, three of a changed key', () => {
    expect(runOf('postgres/events').steps.map(s => s.kafka.length)).toEqual([1, 1, 2, 1, 3, 1])
  })

  it('postgres/identity: the same UPDATE, without and with the old row', () => {
    const [, before, , after] = runOf('postgres/identity').steps
    expect(before!.kafka[0]!.value!.before).toBeNull()
    expect(after!.kafka[0]!.value!.before).toMatchObject({ price: '1090.00' })
    const update = [before!, after!].map(s => s.wal.find(r => /UPDATE/.test(r.record) && r.relation === 'products')!.bytes)
    expect(update[1], 'the record of step 4 has grown by the text').toBeGreaterThan(update[0]! + 4000)
  })

  it('postgres-pitfalls/rename: DDL reaches no topic, the consumer keeps both columns', () => {
    const { steps } = runOf('postgres-pitfalls/rename')
    expect(steps.map(s => s.kafka.length)).toEqual([1, 0, 1, 0, 1])
    expect([steps[1]!, steps[3]!].map(s => s.pgoutput.filter(m => m.message !== 'BEGIN' && m.message !== 'COMMIT'))).toEqual([[], []])
    expect([steps[1]!, steps[3]!].every(s => s.wal.length > 0), 'DDL writes the catalogue').toBe(true)
    expect([2, 4].map(i => steps[i]!.state.rows[0]!.row)).toMatchObject([{ method: 'invoice', kind: 'sbp' }, { method: 'card', kind: 'sbp' }])
  })

  it('postgres/restart: the repeat has the LSN of the first', () => {
    const { steps } = runOf('postgres/restart')
    const [first, again] = steps.flatMap(s => s.kafka).filter(m => m.topic.endsWith('.orders')).map(lsnOf)
    expect(again).toBe(first)
    expect(steps.at(-1)!.state.repeats).toBe(1)
  })

  it('cdc/race: the poller loses the order that the stream delivers second', () => {
    const { steps } = runOf('cdc/race')
    expect(steps.map(s => s.kafka.map(m => m.key!.id))).toEqual([[], [122], [], [121, 121], []])
    expect([steps[2]!, steps[4]!].map(s => /Опрос вернул (\[.*?\]), отметка 122/.exec(s.title)?.[1])).toEqual(['[122]', '[]'])
  })

  it('cdc/outbox: both events with the COMMIT, none of a rollback, one of a row deleted at once', () => {
    const events = runOf('cdc/outbox').steps.map(s => s.kafka.map(m => `${m.topic.split('.').at(-1)} ${m.value?.op ?? 'tombstone'}`))
    expect(events).toEqual([[], ['orders c', 'outbox c'], [], ['orders c', 'outbox c', 'outbox d', 'outbox tombstone']])
  })

  it('snapshots/window: nothing comes while the chunk is read, then the changes, then the rows they left', () => {
    const { steps } = runOf('snapshots/window')
    expect(steps.slice(1, -1).flatMap(s => s.kafka)).toEqual([])
    expect(steps.at(-1)!.kafka.map(m => `${m.key!.id} ${m.value?.op ?? 'tombstone'}`))
      .toEqual(['1003 u', '1004 d', '1004 tombstone', '1001 r', '1002 r'])
  })
})
