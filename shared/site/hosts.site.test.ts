import type { ServedSite } from './serve.ts'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { precacheOf } from '../offline/precache.ts'
import { publishedPages } from '../publish/pages.ts'
import { sitePolicy } from './content-policy.ts'
import { root } from './folders.ts'
import { serveSite } from './serve.ts'
import { violations } from './testing/accessibility.ts'
import { settled, useBrowser } from './testing/browser.ts'
import { builtPages } from './testing/built-pages.ts'
import { builds } from './testing/sites.ts'
import { serveAsVercel } from './testing/vercel-host.ts'

const [atRoot, below] = builds

/** Every host that the site is made for, with the base it has there. */
const hosts = [
  { label: 'GitHub Pages, own domain', ...atRoot, serve: () => serveSite(atRoot.folder, atRoot.base) },
  { label: 'GitHub Pages, project', ...below, serve: () => serveSite(below.folder, below.base) },
  { label: 'Vercel', ...atRoot, serve: () => serveAsVercel(atRoot.folder) },
] as const

const browser = useBrowser()

describe.each(hosts)('the site on $label', ({ base, folder, serve }) => {
  let site: ServedSite
  beforeAll(async () => {
    site = await serve()
  })
  afterAll(() => site.close())

  const get = (path: string) => fetch(site.url + path, { redirect: 'manual' })
  const locations = () => [...readFileSync(`${folder}sitemap.xml`, 'utf8').matchAll(/<loc>([^<]+)<\/loc>/g)].map(m => new URL(m[1]!).pathname)

  it('answers every address of its sitemap, which names every page', async () => {
    const paths = locations()
    expect(paths.every(p => p.startsWith(base))).toBe(true)
    expect(paths.map(p => p.slice(base.length)).sort()).toEqual(builtPages(folder).map(p => p.path).sort())
    const answers = await Promise.all(paths.map(p => get(p.slice(base.length))))
    expect(answers.map((a, i) => `${a.status} ${a.headers.get('content-type')?.split(';')[0]} ${paths[i]}`)).toEqual(paths.map(p => `200 text/html ${p}`))
  })

  it('serves what the service worker keeps under its very address, byte for byte', async () => {
    const faults = await Promise.all((await precacheOf(folder)).map(async ({ url, integrity }) => {
      const answer = await get(url)
      const digest = createHash('sha256').update(new Uint8Array(await answer.arrayBuffer())).digest('base64')
      return answer.status === 200 && integrity === `sha256-${digest}` ? [] : [`${answer.status} ${url}`]
    }))
    expect(faults.flat()).toEqual([])
  })

  it('knows the manifest, its icons and the worker by their types', async () => {
    const type = async (path: string) => (await get(path)).headers.get('content-type')?.split(';')[0]
    const manifest = await (await get('manifest.webmanifest')).json() as { scope: string, start_url: string, icons: { src: string, type: string }[] }
    expect(await type('manifest.webmanifest')).toBe('application/manifest+json')
    expect(await type('sw.js')).toMatch(/^(?:text|application)\/javascript$/)
    for (const icon of manifest.icons)
      expect(await type(icon.src)).toBe(icon.type)
    expect(new URL(manifest.scope, `${site.url}manifest.webmanifest`).pathname).toBe(base)
    expect((await get(manifest.start_url)).status).toBe(200)
  })

  it('leads to a deck with its slash, on which its links depend', async () => {
    const answer = await get('decks/postgres')
    expect([301, 308]).toContain(answer.status)
    expect(answer.headers.get('location')).toBe(`${base}decks/postgres/`)
  })

  it.each(['nowhere', 'postgres/nowhere', 'decks/nowhere/', 'postgres/slots/more'])('says 404 to /%s with a page that helps', async (path) => {
    const answer = await get(path)
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('Такой страницы нет')
  })

  it('has a 404 that is accessible and opens the search with what the address says', async () => {
    const page = await (await browser.reader()).newPage()
    await page.goto(`${site.url}postgres/replica-idenity`)
    await settled(page)
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: 'Искать по курсу' }).click()
    expect(await page.getByRole('combobox', { name: 'Что найти' }).inputValue()).toBe('replica idenity')
    browser.expectProblems()
  })

  it.each(['postgres/wal', 'roadmap', 'decks/postgres/'])('shows /%s without a complaint of the browser', async (path) => {
    const page = await (await browser.reader()).newPage()
    await page.goto(site.url + path)
    await settled(page)
    expect(await page.locator('h1').first().isVisible()).toBe(true)
  })
})

it('vercel sends the policies with everything, and lets caches keep what is named by its hash', async () => {
  const site = await serveAsVercel(atRoot.folder)
  const get = (path: string) => fetch(site.url + path, { redirect: 'manual' })
  const asset = (await precacheOf(atRoot.folder)).find(e => e.revision === null)!.url
  for (const path of ['', 'postgres/wal', 'decks/postgres/', asset, 'nowhere', 'labs/compose.yaml']) {
    const { headers } = await get(path)
    expect(headers.get('content-security-policy'), path).toContain('frame-ancestors \'self\'')
    expect(headers.get('x-content-type-options'), path).toBe('nosniff')
    expect(headers.get('strict-transport-security'), path).toMatch(/^max-age=\d{8,}/)
    expect(headers.get('referrer-policy'), path).toBe('strict-origin-when-cross-origin')
    expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin')
    expect(headers.get('permissions-policy'), path).toContain('camera=()')
  }
  expect((await get(asset)).headers.get('cache-control')).toContain('immutable')
  expect((await get('postgres/wal')).headers.get('cache-control') ?? '').not.toContain('immutable')
  expect((await get('sw.js')).headers.get('cache-control')).toBe('no-cache')
  expect((await get('labs/compose.yaml')).headers.get('content-type')).toBe('text/plain; charset=utf-8')
  await site.close()
})

it('the policy in vercel.json is the one of the built pages', async () => {
  const { headers } = JSON.parse(readFileSync(`${root}vercel.json`, 'utf8')) as { headers: { source: string, headers: { key: string, value: string }[] }[] }
  const sent = headers.find(h => h.source === '/(.*)')!.headers.find(h => h.key === 'Content-Security-Policy')!.value
  expect(sent, 'copy the expected value into vercel.json').toBe(sitePolicy((await publishedPages(atRoot.folder)).map(p => p.html)))
})
