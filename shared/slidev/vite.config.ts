import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { changesPlugin } from '../changes/plugin.ts'
import { courseFonts } from '../fonts/subset.ts'
import { runPlugin } from '../player/plugin.ts'
import { quizPlugin } from '../quiz/plugin.ts'
import { moduleReport } from '../site/incremental/module-report.ts'
import { piniaProduction } from '../site/pinia-production.ts'
import { clientParts } from './build/client-parts.ts'
import { firstSlide } from './build/first-slide.ts'
import { pageCodes } from './build/page-codes.ts'
import { russianClient } from './build/russian-client.ts'
import { speakerNotes } from './build/speaker-notes.ts'
import { unocss, utilities } from './build/utilities.ts'

const own = (file: string) => fileURLToPath(new URL(file, import.meta.url))

export default defineConfig(async () => ({
  plugins: [
    quizPlugin(),
    piniaProduction(),
    changesPlugin(),
    clientParts(),
    russianClient(),
    firstSlide(),
    speakerNotes(),
    pageCodes(),
    utilities(),
    moduleReport(fileURLToPath(new URL('../../', import.meta.url))),
    runPlugin(),
  ],
  resolve: {
    alias: [
      { find: '#fonts.css', replacement: await courseFonts() },
      // Slidev takes the build of Vue with the template compiler; no deck compiles a template in the browser.
      { find: /^vue$/, replacement: 'vue/dist/vue.runtime.esm-bundler.js' },
      // The one function that the client takes from there is in /utils too, without the YAML parser.
      { find: '@slidev/parser/core', replacement: '@slidev/parser/utils' },
      // The dialog «go to slide» looks for the words of a title; a fuzzy search costs 13 KiB.
      { find: /^fuse\.js$/, replacement: own('./title-search.ts') },
      { find: /^@unhead\/vue(?:\/client)?$/, replacement: own('./client-parts/head.ts') },
      // Not used in this course, and in the first load otherwise: floating menus of the drawing tools,
      // type popups, drawing on slides, animated presets, sketched marks.
      ...[
        '@shikijs/vitepress-twoslash/client',
        'drauu',
        '@vueuse/motion',
        '@slidev/rough-notation',
        'floating-vue',
      ].map(find => ({ find: new RegExp(`^${find}$`), replacement: own('./noop.ts') })),
    ],
  },
  slidev: { unocss },
  // The print route belongs to the built deck: PDFs are printed from it.
  define: { __SLIDEV_FEATURE_PRINT__: 'true' },
  build: {
    emptyOutDir: true,
    // Browsers that do not know the hint load the same files without it.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // A font in the style sheet is loaded by decks that have none of its characters.
    assetsInlineLimit: 0,
  },
}))
