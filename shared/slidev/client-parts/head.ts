/**
 * Stands in for @unhead/vue, 8 KiB of the first load: a deck's head is in its page already, and the course sets the
 * title of each slide itself, see ../slide-title.ts.
 */
export function createHead() {
  return { install() {} }
}

export function useHead(): void {}
