import { defineAsyncComponent } from 'vue'
import { whenIdle } from './idle'

/** The row of buttons comes after the first slide, not with it. */
export default defineAsyncComponent(async () => {
  await new Promise<void>(whenIdle)
  return import('@slidev/client/internals/NavControls.vue')
})
