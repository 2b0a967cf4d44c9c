// @vitest-environment happy-dom
import type { VueWrapper } from '@vue/test-utils'
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import EventPlayer from './EventPlayer.vue'
import { shortRun } from './testing.ts'

let reduced = false
let player: VueWrapper

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('matchMedia', () => ({ matches: reduced, addEventListener() {}, removeEventListener() {} }))
})
afterEach(() => {
  player?.unmount()
  vi.useRealTimers()
  vi.unstubAllGlobals()
  reduced = false
})

async function open(props: object = {}) {
  player = mount(EventPlayer, { props: { run: shortRun, label: 'Прогон', ...props }, attachTo: document.body })
  await player.vm.$nextTick()
  return player
}

const title = () => player.get('.title').text()
const button = (name: string) => player.findAll('button').find(b => b.text() === name || b.attributes('aria-label') === name)!
const press = (key: string, selector = '.kafka .body') => player.get(selector).trigger('keydown', { key })

describe('stepping', () => {
  it('goes forward and back, and stops at both ends', async () => {
    await open()
    expect(title()).toBe('Шаг 1 из 3: Заказ записан')
    expect(button('Предыдущий шаг').attributes('aria-disabled')).toBe('true')
    await button('Следующий шаг').trigger('click')
    await button('Следующий шаг').trigger('click')
    expect(title()).toBe('Шаг 3 из 3: Товар')
    expect(button('Следующий шаг').attributes('aria-disabled')).toBe('true')
    await button('Следующий шаг').trigger('click')
    expect(title()).toBe('Шаг 3 из 3: Товар')
  })

  it('follows the slider', async () => {
    await open()
    const slider = player.get<HTMLInputElement>('[type=range]')
    slider.element.value = '2'
    await slider.trigger('input')
    expect(title()).toContain('Товар')
    expect(slider.attributes('aria-valuetext')).toBe('шаг 3 из 3')
  })

  it('obeys arrows, Home and End anywhere inside, and keeps them from the slide around', async () => {
    await open()
    const outside = vi.fn()
    addEventListener('keydown', outside)
    await press('ArrowRight')
    expect(title()).toContain('Событие пришло')
    await press('End')
    await press('ArrowRight')
    expect(title()).toContain('Товар')
    await press('Home')
    expect(title()).toContain('Заказ записан')
    expect(outside).not.toHaveBeenCalled()
    await press('a')
    expect(outside).toHaveBeenCalledOnce()
    removeEventListener('keydown', outside)
  })

  it('leaves a list of choices its keys', async () => {
    await open()
    await press('ArrowRight', 'select')
    expect(title()).toContain('Заказ записан')
  })

  it('shows the step that the slide asks for', async () => {
    await open({ step: 1 })
    await player.setProps({ step: 2 })
    expect(title()).toContain('Товар')
  })
})

describe('playing', () => {
  it('takes steps by itself to the end, and begins anew', async () => {
    await open()
    await button('Играть').trigger('click')
    await vi.advanceTimersToNextTimerAsync()
    expect(title()).toContain('Событие пришло')
    await vi.advanceTimersToNextTimerAsync()
    expect(title()).toContain('Товар')
    expect(vi.getTimerCount()).toBe(0)
    await button('Играть').trigger('click')
    expect(title()).toContain('Заказ записан')
  })

  it('pauses, and ends with a step by hand', async () => {
    await open()
    await button('Играть').trigger('click')
    await button('Пауза').trigger('click')
    expect(vi.getTimerCount()).toBe(0)
    await button('Играть').trigger('click')
    await button('Следующий шаг').trigger('click')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('leaves no timer behind', async () => {
    await open()
    await button('Играть').trigger('click')
    player.unmount()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is not offered to a reader who wants less motion', async () => {
    reduced = true
    await open()
    expect(button('Играть')).toBeUndefined()
    await button('Следующий шаг').trigger('click')
    expect(title()).toContain('Событие пришло')
  })
})

describe('what is shown', () => {
  it('is the step at every station, and which of them it touched', async () => {
    await open()
    await button('Следующий шаг').trigger('click')
    expect(player.get('.sql').text()).toContain('commit;')
    expect(player.get('.wal').text()).toContain('Transaction COMMIT')
    expect(player.get('.slot').text()).toContain('new: id=1 comment=NULL')
    expect(player.get('.kafka').text()).toContain('orders@5 u {"id":1}')
    expect(player.get('.python').text()).toContain('orders: 3 строки, дальше оффсет 6')
    expect(player.findAll('.lane.active')).toHaveLength(5)
  })

  it('can be one table', async () => {
    await open({ step: 2 })
    await player.get('select').setValue('orders')
    expect(player.get('.kafka').text()).toContain('Новых сообщений нет')
    await player.get('select').setValue('products')
    expect(player.get('.kafka').text()).toContain('products@2')
  })

  it('hides and shows blocks of the envelope, from above and from the fold', async () => {
    await open({ step: 1 })
    expect(player.get('.kafka').text()).not.toContain('lsn: 32')
    await player.get('[aria-label="Показать source"]').trigger('click')
    expect(player.get('.kafka').text()).toContain('lsn: 32')
    await player.findAll('fieldset input')[1]!.trigger('change')
    expect(player.get('.kafka').text()).toContain('before: …')
  })

  it('marks what the consumer\'s copy has changed', async () => {
    await open({ step: 1 })
    expect(player.get('.python summary').classes()).toContain('changed')
    expect(player.get('.python details').attributes('open')).toBeDefined()
  })
})

describe('comparing', () => {
  it('opens, marks what differs and can show the rest', async () => {
    await open()
    await button('Сравнить два события').trigger('click')
    expect(player.get('.comparison .result').text()).toBe('Отличаются: 4 поля из 7')
    expect(player.findAll('.comparison tbody tr')).toHaveLength(4)
    await player.get('.comparison [type=checkbox]').trigger('change')
    const rows = player.findAll('.comparison tbody tr')
    expect(rows.map(r => r.classes('differs'))).toContain(false)
    expect(rows.find(r => r.text().includes('offset'))!.text()).toBe('≠offset52')
  })

  it('compares an event with itself without a difference', async () => {
    await open({ compare: [1, 2] })
    await player.findAll('.comparison select')[1]!.setValue('0')
    expect(player.get('.comparison .result').text()).toBe('Показанные поля совпадают')
  })

  it('holds when a table leaves one event', async () => {
    await open({ compare: [1, 2] })
    await player.get('.filters select').setValue('orders')
    expect(player.find('.comparison').exists()).toBe(false)
  })
})

describe('without scripts', () => {
  it('is the first step and a table of all', async () => {
    const html = await renderToString(createSSRApp(EventPlayer, { run: shortRun, label: 'Прогон' }))
    expect(html).toContain('Заказ записан')
    expect(html).toContain('3. Товар')
    expect(html).toContain('class="player"') // not `live`: its controls are not shown
  })
})

describe('on a slide', () => {
  it('has nothing but the stations asked for and the steps', async () => {
    await open({ stage: true, lanes: ['slot', 'kafka'] })
    expect(player.findAll('.lane')).toHaveLength(2)
    expect(player.find('.filters').exists()).toBe(false)
    expect(player.find('.whole').exists()).toBe(false)
  })
})
