/**
 * The part of Slidev's client that this course uses. Type-checking the client itself would take in its whole source,
 * which is written for other compiler options.
 * @see https://sli.dev/custom/vue-context
 */
import type { ComputedRef, Ref } from 'vue'

export interface Slide {
  frontmatter: Record<string, unknown>
  title?: string
  noteHTML: string
  /** Its text; Slidev counts the words. */
  note: string
  /** Planned, see build/speaker-notes.ts. */
  minutes: number
  /** In a built deck: fetches the notes. */
  loadNote?: () => Promise<string>
}

export interface SlideRoute {
  no: number
  meta: { slide: Slide }
}

export interface SlidevNav {
  slides: Ref<SlideRoute[]>
  currentSlideNo: ComputedRef<number>
  currentSlideRoute: ComputedRef<SlideRoute>
  total: ComputedRef<number>
  isPrintMode: ComputedRef<boolean>
  isEmbedded: ComputedRef<boolean>
  isPresenter: ComputedRef<boolean>
  enterPresenter: () => void
  exitPresenter: () => void
}

export function useNav(): SlidevNav
export const configs: Record<string, unknown>

declare module 'vue' {
  interface ComponentCustomProperties {
    /** Clicks made on the slide: Slidev gives them to every component on it. */
    $clicks: number
  }
}
