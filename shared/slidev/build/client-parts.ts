import type { Plugin } from 'vite'
import { fileURLToPath } from 'node:url'

const part = (name: string) => fileURLToPath(new URL(`../client-parts/${name}`, import.meta.url))

/** Components of Slidev's client → what decks have instead. */
const replaced: Record<string, string> = {
  // Not used in this course: dragging, drawing, a context menu, a dialog about the deck.
  'DragControl.vue': part('nothing.ts'),
  'DrawingPreview.vue': part('nothing.ts'),
  'ContextMenu.vue': part('nothing.ts'),
  'InfoDialog.vue': part('nothing.ts'),
  // The lecturer's screen has a clock that knows the plan, see ../lecturer/LecturePace.vue.
  'TimerBar.vue': part('nothing.ts'),
  'TimerInlined.vue': part('nothing.ts'),
  // Loaded when it is opened.
  'Goto.vue': part('goto.ts'),
  'QuickOverview.vue': part('overview.ts'),
  'Settings.vue': part('settings.ts'),
  'MenuButton.vue': part('MenuButton.vue'),
}

/** Gives Slidev's client other components in place of its own; those that replace them may import the originals. */
export function clientParts(): Plugin {
  return {
    name: 'course:client-parts',
    enforce: 'pre',
    resolveId(source, importer) {
      const name = source.startsWith('.') && importer?.includes('/@slidev/client/') && source.split('/').at(-1)
      return name ? replaced[name] : undefined
    },
  }
}
