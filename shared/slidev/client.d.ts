/**
 * The part of Slidev's client that this course uses. Type-checking the client itself would take in its whole source,
 * which is written for other compiler options.
 * @see https://sli.dev/custom/vue-context
 */
import type { ComputedRef } from 'vue'

export interface SlideRoute {
  no: number
  meta: { slide: { frontmatter: Record<string, unknown>, title?: string } }
}

export interface SlidevNav {
  currentSlideNo: ComputedRef<number>
  currentSlideRoute: ComputedRef<SlideRoute>
  total: ComputedRef<number>
  isPrintMode: ComputedRef<boolean>
  isEmbedded: ComputedRef<boolean>
}

export function useNav(): SlidevNav
export const configs: Record<string, unknown>
