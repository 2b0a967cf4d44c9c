import { describe, expect, it } from 'vitest'
import { moduleById, writtenModules } from '../course/index.ts'
import { cardOf } from './card.ts'
import { llms, sitemap } from './crawlers.ts'
import { withOpening } from './deck-page.ts'
import { headTags } from './head.ts'
import { webManifest } from './manifest.ts'
import { cleanPath, readPage } from './pages.ts'
import { structuredData } from './structured-data.ts'

const site = { base: '/course/', address: 'https://example.org/course/' }
const html = (title: string, description = '') => `<html><head><title>${title}</title><meta name="description" content="${description}"></head><body></body></html>`
const chapter = readPage('postgres/slots.html', html('Слот &lt;репликации&gt; | Курс Debezium', 'После главы'))
const start = readPage('index.html', html('Курс Debezium | CDC в production', 'О курсе'))
const deck = readPage('decks/postgres/index.html', html('x - Slidev'))

describe('a built page', () => {
  it.each([['index.html', ''], ['postgres/index.html', 'postgres/'], ['postgres/slots.html', 'postgres/slots']])('%s has the address «%s»', (file, path) => {
    expect(cleanPath(file)).toBe(path)
  })

  it('says what it is, the site\'s name apart', () => {
    expect(chapter).toMatchObject({ title: 'Слот <репликации>', description: 'После главы', course: { module: 'postgres', item: { id: 'postgres/slots' } } })
  })

  it('is a deck by the model, whatever Slidev calls it', () => {
    expect(deck).toMatchObject({ title: `${moduleById('postgres').title}: слайды`, path: 'decks/postgres/' })
  })

  it('needs a title', () => {
    expect(() => readPage('a.html', '<html></html>')).toThrow('a.html has no <title>')
  })
})

describe('tags of a head', () => {
  it('give the absolute address and the picture', () => {
    const tags = headTags(chapter, site, 'p.png').join('\n')
    expect(tags).toContain('<link rel="canonical" href="https://example.org/course/postgres/slots">')
    expect(tags).toContain('content="https://example.org/course/share/p.png"')
    expect(tags).toContain('<meta property="og:title" content="Слот &lt;репликации&gt;">')
  })

  it('of an error page keep it from search engines and share nothing', () => {
    const tags = headTags(readPage('404.html', html('404')), site).join('\n')
    expect(tags).toContain('noindex')
    expect(tags).not.toContain('canonical')
  })
})

describe('data for machines', () => {
  it('describes the course on the first page and a part on its own', () => {
    expect(JSON.parse(structuredData(start, site.address)!)).toMatchObject({ '@type': 'Course', 'hasPart': writtenModules.map(m => ({ name: m.title })) })
    expect(JSON.parse(structuredData(chapter, site.address)!)).toMatchObject({ '@type': 'LearningResource', 'timeRequired': 'PT30M', 'url': 'https://example.org/course/postgres/slots' })
    expect(structuredData(readPage('glossary.html', html('Глоссарий')), site.address)).toBeUndefined()
  })

  it('cannot end its script', () => {
    expect(structuredData({ ...chapter, title: '</script><script>alert(1)' }, site.address)).not.toContain('</script>')
  })
})

describe('the picture of a link', () => {
  it('says where the page belongs and how long it takes', () => {
    expect(cardOf(chapter)).toEqual({ place: 'PostgreSQL: первый коннектор', title: 'Слот <репликации>', note: 'Глава, 30\u00A0мин' })
    expect(cardOf(deck)).toEqual({ place: 'Слайды модуля', title: 'PostgreSQL: первый коннектор', note: '40\u00A0мин' })
  })
})

describe('files for crawlers', () => {
  it('list addresses, escaped', () => {
    expect(sitemap([chapter, { ...chapter, path: 'a&b' }], site.address)).toMatch(/<loc>https:\/\/example\.org\/course\/postgres\/slots<\/loc>[\s\S]*course\/a&amp;b<\/loc>/)
  })

  it('lead a language model through a module in the order of the course', () => {
    const overview = readPage('postgres/index.html', html('Модуль'))
    const sources = readPage('postgres/sources.html', html('Источники'))
    const text = llms([chapter, sources, overview, deck, start], site.address)
    const positions = [overview, deck, chapter, sources].map(p => text.indexOf(`(${site.address}${p.path})`))
    expect(positions).toEqual([...positions].sort((a, b) => a - b))
    expect(positions[0]).toBeGreaterThan(0)
  })
})

describe('the manifest', () => {
  it('holds under any base: no address in it begins with a slash', () => {
    expect(JSON.stringify(webManifest())).not.toMatch(/"(?:\/|https?:)/)
  })
})

describe('a deck\'s page', () => {
  const built = '<html><head><meta name="description" content="&quot;x&quot;"><meta property="og:title" content="x"></head><body><div id="app"></div></body></html>'

  it('shows its title before its code has come, in a main part', () => {
    expect(withOpening(built, moduleById('postgres') as typeof writtenModules[0])).toMatch(/<main id="app"><div[^>]*><h1[^>]*>PostgreSQL: первый коннектор<\/h1>/)
  })

  it('speaks of itself once', () => {
    const page = withOpening(built, moduleById('postgres') as typeof writtenModules[0])
    expect(page.match(/name="description"/g)).toHaveLength(1)
    expect(page).not.toContain('og:title')
  })
})
