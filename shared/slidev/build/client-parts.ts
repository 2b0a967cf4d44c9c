import type { Plugin } from 'vite'
import { fileURLToPath } from 'node:url'

const part = (name: string) => fileURLToPath(new URL(`../client-parts/${name}`, import.meta.url))

/** Components of Slidev's client → what decks have instead. */
const replaced: Record<string, string> = {
  // Not used in this course: dragging, drawing, a context menu, a dialog about the deck, Slidev's own installation.
  'DragControl.vue': part('nothing.ts'),
  'DrawingPreview.vue': part('nothing.ts'),
  'ContextMenu.vue': part('nothing.ts'),
  'InfoDialog.vue': part('nothing.ts'),
  'DrawingControls.vue': part('nothing.ts'),
  'PwaIndicator.vue': part('nothing.ts'),
  // The lecturer's screen has a clock that knows the plan, see ../lecturer/LecturePace.vue.
  'TimerBar.vue': part('nothing.ts'),
  'TimerInlined.vue': part('nothing.ts'),
  'NavControls.vue': part('controls.ts'),
  // Loaded when it is opened.
  'Goto.vue': part('goto.ts'),
  'QuickOverview.vue': part('overview.ts'),
  'Settings.vue': part('settings.ts'),
  'MenuButton.vue': part('MenuButton.vue'),
}

/** Style sheets of what no slide has: animated code, type popups, alerts of GitHub, formulas. */
const unstyled = /^(?:@shikijs\/[\w-]+\/style|markdown-it-github-alerts\/styles\/[\w-]+|\.\/(?:katex|shiki-twoslash))\.css$/

/** Gives Slidev's client other components in place of its own, and leaves style sheets out; those that replace them may import the originals. */
export function clientParts(): Plugin {
  return {
    name: 'course:client-parts',
    enforce: 'pre',
    resolveId(source, importer) {
      if (unstyled.test(source) && importer?.includes('/@slidev/client/'))
        return part('nothing.css')
      const name = source.startsWith('.') && importer?.includes('/@slidev/client/') && source.split('/').at(-1)
      return name ? replaced[name] : undefined
    },
  }
}
