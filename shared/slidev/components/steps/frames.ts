import type { ComputedRef } from 'vue'
import { computed } from 'vue'

export interface ShownFrames<T> {
  frames: ComputedRef<readonly T[]>
  /** Which of them is shown: with more clicks than frames, the last. */
  at: ComputedRef<number>
  now: ComputedRef<T>
}

/**
 * The frames of a figure that changes with every click.
 * @param make at least one frame
 * @param step how many clicks were made
 */
export function useFrames<T>(make: () => readonly T[], step: () => number): ShownFrames<T> {
  const frames = computed(make)
  const at = computed(() => Math.min(step(), frames.value.length - 1))
  return { frames, at, now: computed(() => frames.value[at.value]!) }
}
