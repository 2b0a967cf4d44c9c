import type { ResolvedSlidevOptions } from '@slidev/types'
import type { Plugin } from 'vite'
import type { Load } from './deck-modules.ts'
import { join } from 'node:path'
import { deckChunks } from './chunks.ts'
import { bare, jointDecks } from './deck-list.ts'
import { moduleOf, ofDeck, ofShown, withSettingsOfShown } from './deck-modules.ts'
import { fileWith, inOrder, pageOf } from './deck-pages.ts'

/**
 * Builds several decks at once: `<id>/index.html` for each. Slidev reads a file that lists them as one long deck; here its
 * slides are dealt out again, and the client, the same for all, is bundled once.
 * @returns undefined for a file that is one deck.
 */
export function deckEntries({ data, userRoot, clientRoot, utils, mode }: ResolvedSlidevOptions): Plugin | undefined {
  if (mode !== 'build' || !data.headmatter.decks)
    return undefined
  const decks = jointDecks(data.slides)
  for (const { slides: [first] } of decks)
    first!.frontmatter = bare(first!.frontmatter)
  const byId = new Map(decks.map(d => [d.id, d]))
  const pages = new Map(decks.map(d => [join(userRoot, d.id, 'index.html'), d]))
  const main = join(clientRoot, 'main.ts')
  let ofSlidev: Load

  function load(id: string): Promise<string> | string | undefined {
    const page = pages.get(id)
    const [, deck, name] = ofDeck.exec(id) ?? []
    if (page)
      return pageOf(page, utils.indexHtml)
    return deck ? moduleOf(byId.get(deck)!, name!, ofSlidev) : ofShown[id]
  }

  return {
    name: 'course:deck-entries',
    config: () => ({ build: { rollupOptions: {
      input: Object.fromEntries([...pages].map(([file, { id }]) => [id, file])),
      output: { codeSplitting: deckChunks(decks, [main, join(clientRoot, 'pages/play.vue')]) },
    } } }),
    configResolved({ plugins }) {
      ofSlidev = plugins.find(p => p.name === 'slidev:loader')!.load as Load
    },
    resolveId: { order: 'pre', handler: id => ofDeck.test(id) || pages.has(id) ? id : undefined },
    load: { order: 'pre', handler: load },
    transform: (code, id) => id === '/@slidev/configs' ? withSettingsOfShown(code) : undefined,
    transformIndexHtml: {
      order: 'post',
      handler(html, { filename, bundle }) {
        const page = pages.get(filename)
        return page && inOrder(html, [`/@course-deck/${page.id}/list.js`, main].map(m => fileWith(bundle!, m)))
      },
    },
  }
}
