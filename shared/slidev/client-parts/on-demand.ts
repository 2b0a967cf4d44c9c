import type { Component, Ref } from 'vue'
import { defineComponent, h, nextTick, shallowRef, watch } from 'vue'

/**
 * A dialog whose code is loaded when it is first opened. It mounts closed and is opened after that, because it sets
 * its focus when `open` turns true.
 */
export function onDemand(open: Ref<boolean>, load: () => Promise<{ default: Component }>): Component {
  return defineComponent(() => {
    const dialog = shallowRef<Component>()
    watch(open, async (wanted) => {
      if (!wanted || dialog.value)
        return
      open.value = false
      dialog.value = (await load()).default
      await nextTick()
      open.value = true
    }, { flush: 'sync' })
    return () => dialog.value && h(dialog.value)
  })
}
