import type { Plugin } from 'vite'
import { fileURLToPath } from 'node:url'

/**
 * Pinia's own production build, which its `exports` do not offer to bundlers: the other one keeps the devtools' file saver,
 * 2 KiB (gzip) on every page.
 */
export function piniaProduction(): Plugin {
  return {
    name: 'course:pinia-production',
    apply: 'build',
    config: () => ({
      resolve: { alias: [{ find: /^pinia$/, replacement: fileURLToPath(new URL('../../node_modules/pinia/dist/pinia.esm-browser.prod.js', import.meta.url)) }] },
    }),
  }
}
