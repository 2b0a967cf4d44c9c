import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mergePages } from './page-merge.ts'
import { tree } from './testing.ts'

function site(hashes: Record<string, string>, data = 'window.__VP_SITE_DATA__=JSON.parse("{}");') {
  return `window.__VP_HASH_MAP__=JSON.parse(${JSON.stringify(JSON.stringify(hashes))});${data}`
}
const html = (page: string, hash: string, metadata: string) => `<script src="/assets/chunks/metadata.${metadata}.js"></script><link href="/assets/${page}.md.${hash}.lean.js">`
const script = (imports = './chunks/theme.AAAAAAAA.js') => `import"${imports}"`

function built(pages: Record<string, string>, metadata: string, changes: Record<string, string> = {}): Record<string, string> {
  const hashes = Object.fromEntries(Object.entries(pages).map(([name, hash]) => [`${name}.md`, hash]))
  return {
    'hashmap.json': JSON.stringify(hashes),
    [`assets/chunks/metadata.${metadata}.js`]: site(hashes),
    'assets/chunks/theme.AAAAAAAA.js': 'theme',
    ...Object.fromEntries(Object.entries(pages).flatMap(([name, hash]) => [
      [`${name.replace('_', '/')}.html`, html(name, hash, metadata)],
      [`assets/${name}.md.${hash}.js`, script()],
      [`assets/${name}.md.${hash}.lean.js`, script()],
    ])),
    ...changes,
  }
}

const whole = built({ a_one: 'OLD-0001', a_two: 'SAME0002' }, '00000001')

describe('mergePages', () => {
  it('puts a page in place of its old self, and its new name into every page', async () => {
    await using all = await tree(whole)
    await using part = await tree(built({ a_one: 'NEW_0001' }, '00000002'))
    expect(await mergePages(all.path, part.path, ['a/one.md'])).toBe(true)
    const files = (await readdir(all.path, { recursive: true })).sort()
    expect(files).toContain('assets/a_one.md.NEW_0001.lean.js')
    expect(files.filter(f => f.includes('OLD-0001'))).toEqual([])
    expect(JSON.parse(await readFile(join(all.path, 'hashmap.json'), 'utf8'))).toEqual({ 'a_one.md': 'NEW_0001', 'a_two.md': 'SAME0002' })
    const metadata = files.filter(f => f.includes('metadata'))
    expect(metadata).toHaveLength(1)
    expect(await readFile(join(all.path, metadata[0]!), 'utf8')).toBe(site({ 'a_one.md': 'NEW_0001', 'a_two.md': 'SAME0002' }))
    for (const page of ['a/one.html', 'a/two.html'])
      expect(await readFile(join(all.path, page), 'utf8')).toContain(metadata[0])
  })

  it.each([
    ['a script that pages share is another', { 'assets/chunks/theme.BBBBBBBB.js': 'theme 2' }],
    ['the style sheet is another', { 'assets/style.CCCCCCCC.css': '' }],
    ['the site\'s data are others', { 'assets/chunks/metadata.00000002.js': site({ 'a_one.md': 'NEW_0001' }, 'window.__VP_SITE_DATA__=JSON.parse("{1}");') }],
    ['the page shares something that it did not share before', { 'assets/a_one.md.NEW_0001.js': script('./chunks/data.DDDDDDDD.js') }],
  ])('leaves everything as it was when %s', async (_, changes) => {
    await using all = await tree(whole)
    await using part = await tree(built({ a_one: 'NEW_0001' }, '00000002', changes))
    expect(await mergePages(all.path, part.path, ['a/one.md'])).toBe(false)
    expect(existsSync(join(all.path, 'assets/a_one.md.OLD-0001.js'))).toBe(true)
  })

  it('says so when VitePress writes something else', async () => {
    await using all = await tree({ 'hashmap.json': '{}' })
    await using part = await tree(built({ a_one: 'NEW_0001' }, '00000002'))
    await expect(mergePages(all.path, part.path, ['a/one.md'])).rejects.toThrow('page-merge.ts has to follow')
  })
})
