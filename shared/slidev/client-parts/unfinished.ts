import type { FunctionalComponent } from 'vue'
import { h } from 'vue'

const placed = 'display:grid;height:100%;place-content:center;padding:0 10%;text-align:center;color:var(--ink-soft)'

/** What stands in for a slide that is on its way for longer than a moment; printing waits until none is left. */
export const SlideLoading: FunctionalComponent = () => h('div', { class: 'slidev-slide-loading', style: placed }, 'Слайд загружается…')

/** What stands in for a slide that has not come. */
export const SlideError: FunctionalComponent = () => h('div', { style: placed, role: 'alert' }, 'Слайд не загрузился. Проверьте сеть и обновите страницу.')
