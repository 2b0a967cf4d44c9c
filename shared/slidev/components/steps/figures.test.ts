// @vitest-environment happy-dom
import type { VueWrapper } from '@vue/test-utils'
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import CrashReplay from './CrashReplay.vue'
import FailoverReplay from './FailoverReplay.vue'
import InterruptedSnapshot from './InterruptedSnapshot.vue'
import OffsetLookup from './OffsetLookup.vue'
import PollingRace from './PollingRace.vue'
import TaskRebalance from './TaskRebalance.vue'
import WalFiles from './WalFiles.vue'
import WalRuler from './WalRuler.vue'
import WatermarkWindow from './WatermarkWindow.vue'

const crash = { events: 4, saved: 1, produced: 3 }
const chunk = { rows: [{ key: 'id=1', value: '10' }, { key: 'id=2', value: '20' }], changes: [{ op: 'u' as const, key: 'id=2', value: '21' }] }
const rebalance = { workers: ['connect-1', 'connect-2'] as const, tasks: ['a-0', 'b-0'], returns: true }
const race = {
  steps: [
    { do: 'insert' as const, who: 'медленный', row: 1 },
    { do: 'insert' as const, who: 'быстрый', row: 2 },
    { do: 'commit' as const, who: 'быстрый' },
    { do: 'poll' as const },
    { do: 'commit' as const, who: 'медленный' },
    { do: 'poll' as const },
  ],
}
const rename = { from: 'shop', to: 'orders', streamed: ['c'], rows: 1 }
const failover = { written: 3, replayed: 2, synced: true, waits: false }
const interruption = { tables: [{ name: 'a', chunks: 2 }, { name: 'b', chunks: 2 }], killed: 3, saved: 2 }
const moments = [
  { restart_lsn: '0/17000000', confirmed_flush_lsn: '0/17000000', current_lsn: '0/18400000', caption: 'Записали двадцать мегабайт.' },
  { restart_lsn: '0/18000000', confirmed_flush_lsn: '0/18400000', current_lsn: '0/18400000', caption: 'restart_lsn догнал.' },
]
const ruler = {
  records: [{ id: 'a', at: 0, until: 10, label: '1' }],
  steps: [{ end: 10, kept: 0, marks: [], caption: 'Записали.' }, { end: 10, kept: 10, marks: [], caption: 'Удалили.' }],
}

const figures: [string, number, (step: number) => VueWrapper][] = [
  ['CrashReplay', 6, step => mount(CrashReplay, { props: { crash, step } })],
  ['InterruptedSnapshot', 5, step => mount(InterruptedSnapshot, { props: { interruption, step } })],
  ['WatermarkWindow', 5, step => mount(WatermarkWindow, { props: { chunk, step } })],
  ['TaskRebalance', 4, step => mount(TaskRebalance, { props: { rebalance, step } })],
  ['PollingRace', 6, step => mount(PollingRace, { props: { race, step } })],
  ['OffsetLookup', 5, step => mount(OffsetLookup, { props: { rename, prefix: 'shop', step } })],
  ['FailoverReplay', 4, step => mount(FailoverReplay, { props: { failover, step } })],
  ['WalFiles', 2, step => mount(WalFiles, { props: { moments, step } })],
  ['WalRuler', 2, step => mount(WalRuler, { props: { ...ruler, step } })],
]

describe.each(figures)('%s', (_, steps, at) => {
  const caption = (step: number) => at(step).get('.happened').text()

  it('says at each step what has happened, to those who cannot see it too', () => {
    const said = Array.from({ length: steps }, (_, step) => caption(step))
    expect(new Set(said).size).toBe(steps)
    expect(at(0).get('figcaption').attributes('aria-live')).toBe('polite')
    expect(at(0).get('figure').attributes('aria-label')).toBeTruthy()
  })

  it('stays at its end when a printer asks for all clicks at once', () => {
    expect(caption(999_999)).toBe(caption(steps - 1))
    expect(at(999_999).get('figure').attributes()).toMatchObject({ 'data-step': String(steps - 1), 'data-last': String(steps - 1) })
  })
})

it('watermarkWindow says which rows the stream has made stale', () => {
  const rows = mount(WatermarkWindow, { props: { chunk, step: 3 } }).findAll('.reader li').map(li => li.text())
  expect(rows[0]).toContain('id=1 10')
  expect(rows[0]).not.toContain('выброшена')
  expect(rows[1]).toContain('выброшена')
})

it('taskRebalance says who runs each task', () => {
  const tasks = (step: number) => mount(TaskRebalance, { props: { rebalance, step } }).findAll('.task').map(li => li.text())
  expect(tasks(0)).toEqual(['a-0, connect-1', 'b-0, connect-2'])
  expect(tasks(1)).toEqual(['a-0, connect-1', 'b-0, не выполняется'])
})

it('pollingRace shows which row the mark has passed', () => {
  const lost = (step: number) => mount(PollingRace, { props: { race, step } }).findAll('.failure').map(p => p.get('b').text())
  expect(lost(3)).toEqual([])
  expect(lost(5)).toEqual(['1'])
})

it('walFiles says which file the slot still needs', () => {
  const files = (step: number) => mount(WalFiles, { props: { moments, step } }).findAll('.file').map(f => f.get('.state').text())
  expect(files(0)).toEqual(['нужен слоту', 'нужен слоту'])
  expect(files(1)).toEqual(['можно удалить', 'нужен слоту'])
})

it('offsetLookup says whether the connector has found its record, and which events a snapshot has sent', () => {
  const at = (step: number) => mount(OffsetLookup, { props: { rename, prefix: 'shop', step } })
  expect(at(1).get('.reader .card').text()).toContain('записи нет')
  expect(at(2).findAll('.event').map(e => e.text())).toEqual(['c', 'r, снапшот'])
  expect(at(4).get('.log .card').text()).toContain('запись этого коннектора')
})

it('failoverReplay says which transactions no server has any longer, and where the slot is', () => {
  const lanes = (step: number) => mount(FailoverReplay, { props: { failover, step } }).findAll('.lane')
  expect(lanes(0).map(l => l.get('.note').text())).toEqual(['слот', 'копия слота', ''])
  expect(lanes(3).map(l => l.get('.note').text())).toEqual(['убит', 'слот', ''])
  expect(lanes(3)[2]!.findAll('.transaction').map(t => t.text())).toEqual(['1', '2', '3, на новом сервере её нет', '4', '5'])
})

it('interruptedSnapshot says how much of each table is read', () => {
  const read = (step: number) => mount(InterruptedSnapshot, { props: { interruption, step } }).findAll('li .sr-only').map(s => s.text())
  expect(read(2)).toEqual([', прочитано 2 из 2', ', прочитано 1 из 2', ', прочитано 2 из 2', ', прочитано 1 из 2'])
  expect(read(3)).toEqual([', прочитано 0 из 2', ', прочитано 0 из 2', ', прочитано 2 из 2', ', прочитано 0 из 2'])
})
