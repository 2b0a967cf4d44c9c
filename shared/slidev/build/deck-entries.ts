import type { ResolvedSlidevOptions, SlideInfo } from '@slidev/types'
import type { IndexHtmlTransformContext, Plugin } from 'vite'
import type { SlideData } from './speaker-notes.ts'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { escaped } from '../../publish/html.ts'
import { common } from '../headmatter.ts'
import { deckChunks } from './chunks.ts'
import { slideData } from './speaker-notes.ts'

type Bundle = IndexHtmlTransformContext['bundle'] & object

const part = (name: string) => JSON.stringify(fileURLToPath(new URL(`../client-parts/${name}`, import.meta.url)))

interface JointDeck {
  id: string
  slides: readonly SlideInfo[]
  /** The number of slides in the decks before it. */
  before: number
  config: Record<string, unknown>
}

/** What a deck says of itself in its headmatter, with what Slidev derives from it. */
function configOf({ module, title, deckMinutes }: Record<string, unknown>): Record<string, unknown> {
  return { module, title, deckMinutes, slidesTitle: common.titleTemplate.replace('%s', String(title)) }
}

/**
 * The decks that a file lists, each with one `src: <path>/<id>.md`. A slide of the file itself belongs to none.
 * @param slides All of them, in order, as Slidev numbers them.
 */
export function jointDecks(slides: readonly SlideInfo[]): JointDeck[] {
  const listed = (slide?: SlideInfo) => slide?.importChain?.[0]
  const starts = slides.flatMap((slide, i) => listed(slide) && listed(slide) !== listed(slides[i - 1]) ? [i] : [])
  return starts.map((start, i) => {
    const [list, deck] = slides[start]!.importChain!
    const id = basename(String(list!.frontmatter.src), '.md')
    return { id, slides: slides.slice(start, starts[i + 1]), before: start, config: configOf(deck!.frontmatter) }
  })
}

/** The module that says which deck a page shows. */
function listOf({ id, slides, before, config }: JointDeck, data: readonly SlideData[]): string {
  const listed = data.map(({ frontmatter, slide: { title, level, minutes } }, i) => {
    const source = `${slides[i]!.source.filepath}__slidev_${before + i + 1}.md`
    return `{ ...${JSON.stringify({ frontmatter, title, level, minutes })}, load: () => import(${JSON.stringify(source)}) }`
  })
  return `import { show } from ${part('deck.ts')}
    show({
      config: ${JSON.stringify(config)},
      slides: [${listed}],
      notes: () => import('/@course-deck/${id}/notes.js'),
      titles: () => import('/@course-deck/${id}/titles.md'),
    })`
}

/** The same as Slidev's `#slidev/title-renderer`, for one deck. */
function titlesOf({ slides }: JointDeck): string {
  const titles = slides.map(({ title }, i) => `<template ${i ? 'v-else-if' : 'v-if'}="+no === ${i + 1}">\n\n${title}\n\n</template>`)
  return [...titles, '<script setup>', 'defineProps(["no"])', '</script>'].join('\n')
}

/** @throws if Slidev's page starts its client in another way. */
function pageOf({ id, config }: JointDeck, html: string): string {
  const script = '<script type="module"'
  if (!html.includes(script))
    throw new Error('index.html of @slidev/client has no script: adapt shared/slidev/build/deck-entries.ts')
  return html
    .replace(/<title>.*<\/title>/, () => `<title>${escaped(String(config.slidesTitle))}</title>`)
    .replace(script, `<script type="module" src="/@course-deck/${id}/list.js"></script>\n  ${script}`)
}

const moduleScript = /\s*<script type="module"[^>]* src="([^"]+)"><\/script>/g

/**
 * A page runs two of its modules: first the one that says which deck it shows, then Slidev's client. What they import is
 * only fetched early.
 * @param html A built page, where Vite runs every module of an entry that has no code of its own.
 * @param run Files of the two.
 */
export function inOrder(html: string, run: readonly string[]): string {
  const imported = [...html.matchAll(moduleScript)].map(([, src]) => src!).filter(src => !run.some(f => src.endsWith(f)))
  const tags = [
    ...imported.map(src => `<link rel="modulepreload" crossorigin href="${src}">`),
    ...run.map(f => `<script type="module" crossorigin src="../${f}"></script>`),
  ]
  return html.replace(moduleScript, '').replace('</head>', `${tags.join('\n')}\n</head>`)
}

/** @throws if the bundle has no file with the module. */
function fileWith(bundle: Bundle, module: string): string {
  const chunk = Object.values(bundle).find(c => c.type === 'chunk' && c.moduleIds.includes(module))
  if (!chunk)
    throw new Error(`No built file has ${module}: adapt shared/slidev/build/deck-entries.ts`)
  return chunk.fileName
}

/** Modules of Slidev's that are about one deck → where the client finds them. */
const ofShown: Record<string, string> = {
  '/@slidev/slides': `export { slides } from ${part('slides.ts')}`,
  '/@slidev/title-renderer': `export { default } from ${part('titles.ts')}`,
}

/** Without what its deck's headmatter says: settings would be attributes of the first slide. */
function bare(frontmatter: Record<string, unknown>): Record<string, unknown> {
  const settings = ['module', 'title', 'deckMinutes', ...Object.keys(common)]
  return Object.fromEntries(Object.entries(frontmatter).filter(([key]) => !settings.includes(key)))
}

type Loaded = { code: string } | undefined
type Load = (id: string) => Promise<Loaded>

/** What Slidev knows of the slides of a deck, without a module of its own for each. */
function dataOf({ slides, before }: JointDeck, load: Load): Promise<SlideData[]> {
  return Promise.all(slides.map(async ({ source: { filepath } }, i) => {
    const id = `${filepath}__slidev_${before + i + 1}.frontmatter`
    return slideData((await load(id))?.code ?? '', id)
  }))
}

/** A module about one deck. */
const own = /^\/@course-deck\/([\w-]+)\/(list\.js|notes\.js|titles\.md)$/

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

  async function moduleOf(deck: JointDeck, name: string): Promise<string> {
    if (name === 'titles.md')
      return titlesOf(deck)
    const slides = await dataOf(deck, ofSlidev)
    return name === 'list.js' ? listOf(deck, slides) : `export default ${JSON.stringify(slides.map(s => s.slide.noteHTML))}`
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
    resolveId: { order: 'pre', handler: id => own.test(id) || pages.has(id) ? id : undefined },
    load: {
      order: 'pre',
      handler(id) {
        const page = pages.get(id)
        if (page)
          return pageOf(page, utils.indexHtml)
        const [, deck, name] = own.exec(id) ?? []
        return deck ? moduleOf(byId.get(deck)!, name!) : ofShown[id]
      },
    },
    transform(code, id) {
      if (id === '/@slidev/configs')
        return `import { shownDeck } from ${part('deck.ts')}\n${code.replace('export default', 'const common =')}\nexport default { ...common, ...shownDeck().config }`
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { filename, bundle }) {
        const page = pages.get(filename)
        return page && inOrder(html, [`/@course-deck/${page.id}/list.js`, main].map(m => fileWith(bundle!, m)))
      },
    },
  }
}
