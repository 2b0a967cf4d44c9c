// @vitest-environment happy-dom
import type { ItemState } from '../state.ts'
import { deflateSync } from 'node:zlib'
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { moduleById } from '../../shared/course/index.ts'
import { itemsOf } from '../../shared/course/progress-items.ts'
import { noFilter } from '../filter.ts'
import { changedSince } from '../since.ts'
import { emptyProgress, serialize } from '../state.ts'
import { useProgress } from '../store.ts'
import { moduleViews } from '../view.ts'
import CodeText from './CodeText.vue'
import ImportPreview from './ImportPreview.vue'
import PartList from './PartList.vue'
import RoadmapFilter from './RoadmapFilter.vue'
import RoadmapStop from './RoadmapStop.vue'

const postgres = moduleById('postgres')
const items = itemsOf(postgres)
const link = (path: string) => `/base${path}`
const log = [
  { version: '1.1.0', date: '2026-12-01', summary: '', reread: [{ part: 'wal', anchor: 'lsn', what: 'Как `lsn` растёт' }] },
  { version: '1.0.0', date: '2026-11-25', summary: '', reread: [] },
]

let pinia = createPinia()
beforeEach(() => pinia = createPinia())
const tick = (id: string, entry: Partial<ItemState> = {}) => useProgress(pinia).put(id, { done: true, ...entry })
const global = () => ({ plugins: [pinia] })

describe('codeText', () => {
  it('sets what stands in backticks as code, and never as HTML', () => {
    expect(mount(CodeText, { props: { text: 'Опция `a.b` и <b>' } }).html({ raw: true }).replace(/<!--.*?-->/g, '')).toBe('Опция <code>a.b</code> и &lt;b&gt;')
  })
})

describe('partList', () => {
  const render = () => {
    const since = changedSince(postgres, useProgress(pinia), log)
    return mount(PartList, { props: { items, since, link }, global: global() })
  }

  it('ticks and unticks, and keeps the score of a quiz', async () => {
    tick('postgres/quiz', { score: { right: 9, total: 10 } })
    const list = render()
    await flushPromises()
    const box = list.get<HTMLInputElement>('[id="tick-postgres/quiz"]')
    expect(box.element.checked).toBe(true)
    await box.setValue(false)
    expect(useProgress(pinia).items['postgres/quiz']).toMatchObject({ done: false, score: { right: 9, total: 10 } })
  })

  it('links to what changed since, and forgets it when it was read again', async () => {
    tick('postgres/wal', { edition: '1.0.0' })
    const list = render()
    await flushPromises()
    expect(list.get('.since a').attributes('href')).toBe('/base/postgres/wal#lsn')
    expect(list.get('.since').text()).toMatch(/1 место.*версия 1\.1\.0, 1 декабря 2026/s)
    await list.get('.since button').trigger('click')
    expect(useProgress(pinia).items['postgres/wal']?.edition).not.toBe('1.0.0')
  })

  it('lets the router go of a deck', () => {
    expect(render().get('a[href="/base/decks/postgres/"]').attributes('target')).toBe('_self')
  })
})

describe('roadmapFilter', () => {
  it('tells each choice as a new filter and the count in words', async () => {
    const filter = mount(RoadmapFilter, { props: { modelValue: noFilter(), shown: 13, total: 13 } })
    expect(filter.get('.count').text()).toBe('')
    await filter.get('input[type=radio]:not(:checked)').setValue()
    expect(filter.emitted('update:modelValue')!.at(-1)).toEqual([{ ...noFilter(), track: 'theory' }])
    await filter.setProps({ modelValue: { ...noFilter(), platforms: ['aws'] }, shown: 0 })
    expect(filter.get('.count').text()).toBe('Ни один модуль не подходит.')
    await filter.get('button').trigger('click')
    expect(filter.emitted('update:modelValue')!.at(-1)).toEqual([noFilter()])
  })
})

describe('roadmapStop', () => {
  const render = (id: string) => mount(RoadmapStop, {
    props: { view: moduleViews(useProgress(pinia), noFilter(), { postgres: log }).find(v => v.module.id === id)!, items, open: false, link },
    global: global(),
  })

  it('says in words how far it is and how long the rest takes', () => {
    tick('postgres/lab')
    expect(render('postgres').get('.meta').text().replaceAll('\u00A0', ' ')).toMatch(/^начат, 12 %.*осталось 5 ч 10 мин из 5 ч 55 мин$/)
  })

  it('promises no hours of what is not written, only an estimate', () => {
    const stop = render('production')
    expect(stop.get('.meta').text().replaceAll('\u00A0', ' ')).toMatch(/^скоро.*≈ 6 ч$/)
    expect(stop.find('button, input, a').exists()).toBe(false)
  })

  it('opens its parts by a button that tells its state', async () => {
    const stop = render('postgres')
    expect(stop.get('.toggle').attributes('aria-expanded')).toBe('false')
    await stop.get('.toggle').trigger('click')
    expect(stop.emitted('update:open')).toEqual([[true]])
  })
})

describe('importPreview', () => {
  const fragmentOf = (text: string) => `#progress=${deflateSync(text).toString('base64url')}`
  const theirs = { ...emptyProgress(), items: { 'postgres/lab': { done: true, at: 1 }, 'postgres/wal': { done: true, at: 1 }, 'gone/part': { done: true, at: 1 } } }

  async function render(fragment: string) {
    const preview = mount(ImportPreview, { props: { fragment }, global: global(), attachTo: document.body })
    await expect.poll(() => preview.find('button').exists()).toBe(true)
    return preview
  }

  it('says what would come and what is here, adds nothing before it is told to, and takes the focus', async () => {
    tick('postgres/wal')
    const preview = await render(fragmentOf(serialize(theirs)))
    expect(preview.text()).toMatch(/Прибавится 2 отметки.*Лабораторная.*неизвестны.*gone\/part.*Уже стоят у вас: 1/s)
    expect(document.activeElement).toBe(preview.element)
    expect(useProgress(pinia).isDone('postgres/lab')).toBe(false)
    await preview.get('.accept').trigger('click')
    expect(useProgress(pinia).isDone('postgres/lab')).toBe(true)
    expect(preview.emitted('settled')).toHaveLength(1)
  })

  it('offers nothing to add when nothing is new', async () => {
    Object.keys(theirs.items).forEach(id => tick(id))
    const preview = await render(fragmentOf(serialize(theirs)))
    expect(preview.find('.accept').exists()).toBe(false)
    expect(preview.text()).toContain('Новых отметок в ней нет')
  })

  it('shows what is wrong with a broken link', async () => {
    const preview = await render('#progress=broken')
    expect(preview.get('[role=alert]').text()).toContain('повреждена')
    await preview.get('button').trigger('click')
    expect(preview.emitted('settled')).toHaveLength(1)
  })
})
