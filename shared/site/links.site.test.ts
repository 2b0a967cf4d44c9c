import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { deckOutline } from '../course/deck-outline.ts'
import { writtenModules } from '../course/index.ts'
import { compileQuiz } from '../quiz/plugin.ts'
import { root } from './folders.ts'
import { builtPages } from './testing/built-pages.ts'
import { builds } from './testing/sites.ts'

/** The file that a host sends for a path below the base. */
function fileFor(folder: string, path: string): string | undefined {
  const names = path === '' || path.endsWith('/')
    ? [`${path}index.html`]
    : [path, `${path}.html`]
  return names.map(n => join(folder, n)).find(f => existsSync(f) && statSync(f).isFile())
}

const idsOf = new Map<string, Set<string>>()

function ids(file: string): Set<string> {
  const known = idsOf.get(file) ?? new Set([
    ...readFileSync(file, 'utf8').matchAll(/\sid="([^"]+)"/g),
  ].map(m => m[1]!))
  idsOf.set(file, known)
  return known
}

/** What is wrong with a link of a page, if anything. Hash routes of decks are numbers of slides. */
function fault(folder: string, base: string, page: string, href: string): string | undefined {
  const url = new URL(href.replaceAll('&amp;', '&'), `http://site${base}${page}`)
  if (url.host !== 'site' || url.protocol !== 'http:')
    return undefined
  if (!url.pathname.startsWith(base))
    return `${page}: ${href} leaves the base`
  const file = fileFor(folder, decodeURIComponent(url.pathname.slice(base.length)))
  const anchor = decodeURIComponent(url.hash.slice(1))
  if (!file)
    return `${page}: ${href} leads nowhere`
  return anchor && !anchor.startsWith('/') && file.endsWith('.html') && !ids(file).has(anchor)
    ? `${page}: ${href}: no such anchor`
    : undefined
}

describe.each(builds)('links of the site for $base', ({ folder, base }) => {
  it('all lead somewhere on it, anchors included', () => {
    const faults = builtPages(folder).flatMap(page => [
      ...page.html.matchAll(/\s(?:href|src)="([^"]+)"/g),
    ]
      .flatMap(([, href]) => fault(folder, base, page.path, href!) ?? []))
    expect(faults).toEqual([])
  })

  it.each(writtenModules.map(m => m.id))('questions of the quiz of %s lead to text that answers them', (id) => {
    const quiz = compileQuiz(readFileSync(`${root}workbook/${id}/quiz.yaml`, 'utf8'), id)
    expect(quiz.flatMap(q => fault(folder, base, '', base.slice(0, -1) + q.see) ?? [])).toEqual([])
  })

  it.each(writtenModules.map(m => m.id))('slides of %s lead to text, and every chapter is led to', async (id) => {
    const module = writtenModules.find(m => m.id === id)!
    const more = (await deckOutline(id)).flatMap(s => s.more ?? [])
    expect(more.flatMap(m => fault(folder, base, '', base.slice(0, -1) + m) ?? [])).toEqual([])
    expect(module.chapters.filter(c => !more.some(m => m.split('#')[0] === `/${id}/${c.slug}`)).map(c => c.slug)).toEqual([])
  })

  it('slide numbers in links exist', async () => {
    const totals = new Map(await Promise.all(writtenModules.map(async m => [m.id as string, (await deckOutline(m.id)).length] as const)))
    const beyond = builtPages(folder).flatMap(page => [
      ...page.html.matchAll(/href="[^"]*\/decks\/([\w-]+)\/#\/(\d+)"/g),
    ]
      .filter(([, id, no]) => Number(no) < 1 || Number(no) > (totals.get(id!) ?? 0))
      .map(m => `${page.path}: ${m[0]}`))
    expect(beyond).toEqual([])
  })
})
