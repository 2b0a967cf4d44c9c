import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { icons } from '../publish/icons.ts'
import { isErrorPage, publishedPages } from '../publish/pages.ts'
import { budget, height, width } from '../publish/share-picture.ts'
import { siteUrl } from './address.ts'
import { builds } from './testing/sites.ts'

function attribute(html: string, pattern: string): string {
  return new RegExp(pattern).exec(html)?.[1] ?? ''
}

describe.each(builds)('heads of the pages for $base', async ({ folder, base }) => {
  const all = await publishedPages(folder)
  const pages = all.filter(p => !isErrorPage(p.file))
  const address = siteUrl(base)

  it('name each page and describe it in words of its own', () => {
    const repeated = (values: string[]) => values.filter((v, i) => values.indexOf(v) !== i)
    expect(repeated(pages.map(p => p.title))).toEqual([])
    expect(repeated(pages.map(p => p.description))).toEqual([])
    expect(pages.filter(p => p.description.length < 50 || p.description.length > 250).map(p => `${p.path}: ${p.description}`)).toEqual([])
  })

  it('say the language, the address and what a link to the page shows', () => {
    for (const { html, path, description } of pages) {
      expect(attribute(html, '<html[^>]* lang="(\\w+)'), path).toBe('ru')
      expect(attribute(html, '<link rel="canonical" href="([^"]+)"'), path).toBe(address + path)
      expect(attribute(html, '<meta property="og:url" content="([^"]+)"'), path).toBe(address + path)
      expect(attribute(html, '<meta property="og:title" content="([^"]+)"').length, path).toBeGreaterThan(3)
      expect(attribute(html, '<meta property="og:description" content="([^"]+)"').length, path).toBeGreaterThanOrEqual(description.length)
      expect(html.match(/<meta name="description"/g), path).toHaveLength(1)
      expect(html.match(/<meta property="og:title"/g), path).toHaveLength(1)
    }
  })

  it('show a picture of their own, within its budget', async () => {
    const pictures = pages.map(p => attribute(p.html, '<meta property="og:image" content="([^"]+)"'))
    expect(new Set(pictures).size).toBe(pages.length)
    for (const picture of pictures) {
      expect(picture.startsWith(`${address}share/`)).toBe(true)
      const file = await readFile(folder + picture.slice(address.length))
      expect(file.length).toBeLessThanOrEqual(budget)
      expect(await sharp(file).metadata()).toMatchObject({ format: 'png', width, height })
    }
  })

  it('carry data that machines can read', () => {
    const data = pages.map(p => JSON.parse(attribute(p.html, '<script type="application/ld\\+json">(.*?)</script>') || '{}') as Record<string, unknown>)
    expect(data.filter(d => d['@type'] === 'Course')).toHaveLength(1)
    const resources = data.filter(d => d['@type'] === 'LearningResource')
    expect(resources).toHaveLength(pages.filter(p => p.course || p.path.startsWith('decks/')).length)
    expect(resources.every(d => String(d.url).startsWith(address) && d.inLanguage === 'ru')).toBe(true)
  })

  it('keep only pages of errors from search engines', () => {
    expect(all.filter(p => p.html.includes('content="noindex"')).map(p => p.file).sort()).toEqual(['404.html', 'missing.html'])
  })

  it('lead to a manifest below the base, whose icons have the sizes it says', async () => {
    expect(all.filter(p => attribute(p.html, '<link rel="manifest" href="([^"]+)"') !== `${base}manifest.webmanifest`).map(p => p.file)).toEqual([])
    for (const { file, size } of icons)
      expect(await sharp(`${folder}icons/${file}`).metadata()).toMatchObject({ format: 'png', width: size, height: size })
  })

  it('are listed for crawlers and language models under absolute addresses', () => {
    expect(readFileSync(`${folder}robots.txt`, 'utf8')).toContain(`Sitemap: ${address}sitemap.xml`)
    const llms = readFileSync(`${folder}llms.txt`, 'utf8')
    expect(pages.filter(p => p.path && !llms.includes(`](${address}${p.path})`)).map(p => p.path)).toEqual([])
  })
})
