import type { PublishedPage } from './pages.ts'
import { modules } from '../course/index.ts'
import { allItems } from '../course/progress-items.ts'
import { escaped } from './html.ts'

/** @see https://www.sitemaps.org/protocol.html */
export function sitemap(pages: readonly PublishedPage[], address: string): string {
  const urls = pages.map(p => `  <url><loc>${escaped(encodeURI(address + p.path))}</loc></url>`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('\n')}\n</urlset>\n`
}

export function robots(address: string): string {
  return `User-agent: *\nAllow: /\n\nSitemap: ${address}sitemap.xml\n`
}

function line({ path, title, description }: PublishedPage, address: string): string {
  return `- [${title}](${address}${path})${description ? `: ${description}` : ''}`
}

/** A module's overview, its parts in the order of the course, what is not a part. */
function place(path: string, module: string): number {
  const at = allItems.findIndex(i => i.path === `/${path}`)
  return path === `${module}/` ? -1 : at < 0 ? allItems.length : at
}

/**
 * The course for language models: what there is, where, and what it teaches.
 * @see https://llmstxt.org
 */
export function llms(pages: readonly PublishedPage[], address: string): string {
  const first = pages.find(p => p.path === '')
  const written = modules.filter(m => m.status === 'written')
  const sections = written.map((m) => {
    const own = pages.filter(p => p.course?.module === m.id || p.path === `decks/${m.id}/`).sort((a, b) => place(a.path, m.id) - place(b.path, m.id))
    return `## ${m.title}\n\nПосле модуля вы сможете ${m.outcome}.\n\n${own.map(p => line(p, address)).join('\n')}`
  })
  const rest = pages.filter(p => p.path && !p.course && !p.path.startsWith('decks/'))
  return [
    '# Debezium в production',
    `> ${first?.description ?? ''}`,
    'Каждая команда и каждый вывод в курсе получены настоящим запуском. Исходники лабораторных и записанные выводы лежат под /labs/.',
    ...sections,
    `## Optional\n\n${rest.map(p => line(p, address)).join('\n')}`,
  ].join('\n\n').concat('\n')
}
