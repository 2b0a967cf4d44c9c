import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { changesPlugin } from '../changes/plugin'
import { courseFonts } from '../fonts/subset'
import { quizPlugin } from '../quiz/plugin'
import { moduleReport } from '../site/incremental/module-report'

const noop = fileURLToPath(new URL('./noop.ts', import.meta.url))
const titleSearch = fileURLToPath(new URL('./title-search.ts', import.meta.url))

export default defineConfig(async () => ({
  plugins: [
    quizPlugin(),
    changesPlugin(),
    moduleReport(fileURLToPath(new URL('../../', import.meta.url))),
  ],
  resolve: {
    alias: [
      { find: '#fonts.css', replacement: await courseFonts() },
      // Slidev takes the build of Vue with the template compiler; no deck compiles a template in the browser.
      { find: /^vue$/, replacement: 'vue/dist/vue.runtime.esm-bundler.js' },
      // The one function that the client takes from there is in /utils too, without the YAML parser.
      { find: '@slidev/parser/core', replacement: '@slidev/parser/utils' },
      // The dialog «go to slide» looks for the words of a title; a fuzzy search costs 13 KiB of the first load.
      { find: /^fuse\.js$/, replacement: titleSearch },
      // Not used in this course, and in the first load otherwise: floating menus of the drawing tools,
      // type popups, drawing on slides, animated presets, sketched marks.
      ...[
        '@shikijs/vitepress-twoslash/client',
        'drauu',
        '@vueuse/motion',
        '@slidev/rough-notation',
        'floating-vue',
      ].map(find => ({ find: new RegExp(`^${find}$`), replacement: noop })),
    ],
  },
  // The print route belongs to the built deck: PDFs are printed from it.
  define: { __SLIDEV_FEATURE_PRINT__: 'true' },
  build: {
    emptyOutDir: true,
    reportCompressedSize: false,
    // A font in the style sheet is loaded by decks that have none of its characters.
    assetsInlineLimit: 0,
    rollupOptions: {
      output: {
        // Replaces Slidev's own split, which puts all of Shiki into the first load and asks for every slide by itself.
        manualChunks: (id: string) => /node_modules\/(?:@vue|vue|pinia)\//.test(id)
          ? 'modules/vue'
          : /__slidev_\d+\.md/.test(id)
            ? 'slides'
            : undefined,
      },
    },
  },
}))
