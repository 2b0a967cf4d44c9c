/**
 * What this course takes from inside Slidev's client; tsconfig.json points every `@slidev/client/…` here.
 * @see client.d.ts for the public part.
 */
import type { Component, ComputedRef, Ref } from 'vue'
import type { SlideRoute } from './client'

/** `@slidev/client/internals/Goto.vue` and other components. */
declare const component: Component
export default component

/** `@slidev/client/state/index.ts` */
export const showGotoDialog: Ref<boolean>
export const showOverview: Ref<boolean>
export const fullscreen: { toggle: () => Promise<void> }

/** `@slidev/client/logic/slides.ts` */
export const slides: Ref<SlideRoute[]>

/** `@slidev/client/composables/useTimer.ts` */
export function useTimer(): {
  status: ComputedRef<'stopped' | 'running' | 'paused'>
  /** Seconds since the start, without pauses. */
  passed: ComputedRef<number>
  toggle: () => void
  reset: () => void
}
