import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writtenModules } from '../../course/index.ts'
import { builds } from '../testing/sites.ts'
import { megabytes } from './downloads.ts'

const linked = (html: string) => [...html.matchAll(/href="([^"]*\/pdf\/[^"]+)"[^>]*>([^<]*)</g)].map(m => ({ href: m[1]!, text: m[2]! }))

describe.each(builds)('pDFs on the site for $base', ({ base, folder }) => {
  const files = existsSync(join(folder, 'pdf')) ? readdirSync(join(folder, 'pdf')) : []

  it.each(writtenModules.map(m => m.id))('are offered on the first page of %s, with their size, if this build has them', (id) => {
    const links = linked(readFileSync(join(folder, id, 'index.html'), 'utf8'))
    expect(links.map(l => l.href)).toEqual(files.length ? [`${base}pdf/${id}.pdf`, `${base}pdf/${id}-notes.pdf`] : [])
    for (const { href, text } of links)
      expect(text).toContain(megabytes(statSync(join(folder, href.slice(base.length))).size))
  })
})
