import type { FunctionalComponent } from 'vue'

/** Stands in for packages of Slidev's client that this course does not use; see vite.config.ts. */
function nothing(): void {}

export default { install: nothing }

export const recomputeAllPoppers = nothing

/** The control itself, without what would float above it. */
export const Tooltip: FunctionalComponent = (_, { slots }) => slots.default?.()
export const Dropdown = Tooltip

export function createDrauu() {
  return {
    on: () => nothing,
    brush: {},
    clear: nothing,
    load: nothing,
    dump: () => '',
    mount: nothing,
    unmount: nothing,
    canUndo: () => false,
    canRedo: () => false,
  }
}

export const MotionDirective = () => ({})

export function annotate() {
  return {
    show: nothing,
    hide: nothing,
    remove: nothing,
    isShowing: () => false,
  }
}
