import { createApp, defineComponent, h, nextTick, onMounted, ref } from 'vue'
import './notice.css'

const announcement = 'Вышла новая версия курса. Все его открытые вкладки обновятся, прогресс останется.'

/** Not a single-file component: Slidev gives every such one its context, and here is none. */
const UpdateNotice = defineComponent({
  emits: { update: () => true, later: () => true },
  setup(_, { emit }) {
    const text = ref('')
    const updating = ref(false)
    // A screen reader announces what changes in a live region, not what was there from the start.
    onMounted(() => nextTick(() => text.value = announcement))

    function update(): void {
      updating.value = true
      emit('update')
    }

    return () => h('aside', { 'class': 'update-notice', 'aria-label': 'Обновление курса' }, [
      h('p', { role: 'status' }, text.value),
      h('div', { class: 'choices' }, [
        h('button', { type: 'button', class: 'update', disabled: updating.value, onClick: update }, updating.value ? 'Обновляю…' : 'Обновить'),
        h('button', { type: 'button', disabled: updating.value, onClick: () => emit('later') }, 'Позже'),
      ]),
    ])
  },
})

let shown = false

/** Shows, once in a page, that a new version of the course waits. It belongs to no surface, so it is an app of its own. */
export function showUpdateNotice(update: () => void): void {
  if (shown)
    return
  shown = true
  const place = document.createElement('div')
  document.body.append(place)
  const app = createApp(UpdateNotice, {
    onUpdate: update,
    onLater: () => {
      app.unmount()
      place.remove()
    },
  })
  app.mount(place)
}
