import type { ResolvedSlidevOptions } from '@slidev/types'
import { injectPreparserExtensionLoader, load } from '@slidev/parser/fs'
import { describe, expect, it } from 'vitest'
import { tree } from '../../site/incremental/testing.ts'
import { deckList, expandHeadmatter } from '../headmatter.ts'
import { deckEntries } from './deck-entries.ts'
import { jointDecks } from './deck-list.ts'
import { inOrder } from './deck-pages.ts'

const slide = (title: string) => `# ${title}\n`
const deck = (id: string, ...files: string[]) => files.map((f, i) => `---\n${i ? '' : `module: ${id}\n`}src: ./${f}\n---\n`).join('\n')

async function loaded() {
  await using folder = await tree({
    'all.md': deckList(['cdc', 'postgres']),
    'cdc.md': deck('cdc', 'a.md', 'b.md'),
    'postgres.md': deck('postgres', 'c.md'),
    'a.md': `---\nlayout: cover\n---\n\n${slide('A')}`,
    'b.md': slide('B'),
    'c.md': slide('C'),
  })
  injectPreparserExtensionLoader(async () => [{ name: 'headmatter', transformRawLines: expandHeadmatter }])
  return await load({ userRoot: folder.path, roots: [] }, `${folder.path}/all.md`)
}

describe('jointDecks', () => {
  it('tells the decks of a list apart, each with its own headmatter', async () => {
    const { slides } = await loaded()
    expect(jointDecks(slides).map(d => [d.id, d.before, d.slides.map(s => s.title)])).toEqual([['cdc', 1, ['A', 'B']], ['postgres', 3, ['C']]])
    expect(jointDecks(slides)[1]!.config).toMatchObject({ module: 'postgres', title: 'PostgreSQL: первый коннектор', slidesTitle: 'PostgreSQL: первый коннектор: слайды | Курс Debezium' })
  })
})

/** Slidev's own module of a slide's data. */
function ofSlidev(id: string): { code: string } {
  const no = /__slidev_(\d+)/.exec(id)![1]
  return { code: `export const frontmatterData = {"layout":"code"}\nexport const meta = {\n    ...({"title":"Slide ${no}","level":1,"noteHTML":"<p>note ${no}</p>"}),\n}` }
}

describe('deckEntries', () => {
  async function plugin(mode: 'build' | 'dev' = 'build') {
    const data = await loaded()
    const options = { data, mode, userRoot: '/decks', clientRoot: '/client', utils: { indexHtml: '<title>x</title><script type="module" src="/client/main.ts"></script>' } }
    const plugin = deckEntries(options as unknown as ResolvedSlidevOptions) as any
    plugin?.configResolved({ plugins: [{ name: 'slidev:loader', load: ofSlidev }] })
    return { data, plugin }
  }

  it('has a page and titles for each deck', async () => {
    const { plugin: { config, load } } = await plugin()
    expect(Object.keys(config().build.rollupOptions.input)).toEqual(['cdc', 'postgres'])
    expect(load.handler('/decks/postgres/index.html')).toMatch(/<title>PostgreSQL: [^<]+<\/title><script type="module" src="\/@course-deck\/postgres\/list\.js">/)
    expect(await load.handler('/@course-deck/postgres/titles.md')).toContain('+no === 1">\n\nC\n')
  })

  it('lists the slides of a deck, and keeps their notes elsewhere', async () => {
    const { plugin: { load } } = await plugin()
    const list = await load.handler('/@course-deck/cdc/list.js')
    expect([...list.matchAll(/"title":"(Slide \d)".*?import\("[^"]*\/(.\.md__slidev_\d\.md)"\)/g)].map(m => m.slice(1))).toEqual([['Slide 2', 'a.md__slidev_2.md'], ['Slide 3', 'b.md__slidev_3.md']])
    expect(list).toContain('"minutes":0.5')
    expect(list).not.toContain('note 2')
    expect(await load.handler('/@course-deck/cdc/notes.js')).toBe('export default ["<p>note 2</p>","<p>note 3</p>"]')
  })

  it('leaves settings of a deck out of its first slide', async () => {
    const { data } = await plugin()
    expect(data.slides[1]!.frontmatter).toEqual({ layout: 'cover' })
  })

  it('has no part in one deck, or in development', async () => {
    expect((await plugin('dev')).plugin).toBeUndefined()
  })
})

describe('inOrder', () => {
  it('runs the deck before the client, whatever order Vite found', () => {
    const html = '<head><script type="module" crossorigin src="./assets/vue.js"></script><script type="module" crossorigin src="./assets/main.js"></script><script type="module" crossorigin src="./assets/cdc/deck.js"></script></head>'
    const ordered = inOrder(html, ['assets/cdc/deck.js', 'assets/main.js'])
    expect([...ordered.matchAll(/<(script|link)[^>]*\/(\w+)\.js"/g)].map(m => `${m[1]} ${m[2]}`)).toEqual(['link vue', 'script deck', 'script main'])
  })
})
