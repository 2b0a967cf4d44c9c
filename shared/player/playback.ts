import type { Ref } from 'vue'
import { useMediaQuery } from '@vueuse/core'
import { computed, onScopeDispose, ref, watch } from 'vue'

/** How long a step is shown while playing, ms: enough to read its title and to see what moved. */
const STEP_TIME = 3000

/** Steps through a run. `step` counts from 0 and stays within the run. */
export function usePlayback(step: Ref<number>, count: () => number) {
  const last = computed(() => count() - 1)
  const stillness = useMediaQuery('(prefers-reduced-motion: reduce)')
  const playing = ref(false)
  let timer: ReturnType<typeof setInterval> | undefined

  function go(to: number): void {
    step.value = Math.min(Math.max(to, 0), last.value)
  }

  function pause(): void {
    clearInterval(timer)
    playing.value = false
  }

  function advance(): void {
    go(step.value + 1)
    if (step.value === last.value)
      pause()
  }

  function play(): void {
    if (step.value === last.value)
      go(0)
    playing.value = true
    timer = setInterval(advance, STEP_TIME)
  }

  /** A step taken by hand ends playing. */
  function take(to: number): void {
    pause()
    go(to)
  }

  const keys: Record<string, () => number> = {
    ArrowLeft: () => step.value - 1,
    ArrowRight: () => step.value + 1,
    Home: () => 0,
    End: () => last.value,
  }

  /** Arrows step, wherever in the figure the focus is; fields keep the keys they need themselves. */
  function onKey(event: KeyboardEvent): void {
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey
    const target = event.target as HTMLElement
    if (!plain || !(event.key in keys) || target.matches('select, input:not([type=checkbox])'))
      return
    event.preventDefault()
    // A slide would turn the page.
    event.stopPropagation()
    take(keys[event.key]!())
  }

  watch(stillness, still => still && pause())
  onScopeDispose(pause)

  return {
    last,
    playing,
    /** Nothing plays by itself for a reader who asked for less motion. */
    canPlay: computed(() => !stillness.value),
    toggle: () => playing.value ? pause() : play(),
    take,
    onKey,
  }
}
