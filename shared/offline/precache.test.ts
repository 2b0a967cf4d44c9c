import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { folderOf, variations } from './addresses.ts'
import { isPrecached, precacheBytes, precacheOf } from './precache.ts'

async function site(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'site-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), text)
  }
  return folder
}

describe('the copy for reading offline', () => {
  it('calls pages what hosts call them, and trusts only names with a hash', async () => {
    const entries = await precacheOf(await site({ 'index.html': 'a', 'postgres/slots.html': 'b', 'decks/x/index.html': 'c', 'assets/app.DxO5Yuz-.js': 'd', 'assets/a.md.CfsQHN0c.lean.js': 'e', 'favicon.svg': 'f' }))
    expect(entries.map(e => [e.url, e.revision === null])).toEqual([
      ['assets/a.md.CfsQHN0c.lean.js', true],
      ['assets/app.DxO5Yuz-.js', true],
      ['decks/x/', false],
      ['favicon.svg', false],
      ['./', false],
      ['postgres/slots', false],
    ])
  })

  it('knows every file by the hash of its content', async () => {
    const [entry] = await precacheOf(await site({ 'index.html': 'a' }))
    expect(entry).toMatchObject({ integrity: 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=' })
  })

  it('weighs what it has, compressed where that helps', async () => {
    expect(await precacheBytes(await site({ 'index.html': 'a', 'b.js': 'b'.repeat(10_000), 'labs/c.py': 'c'.repeat(10_000) }))).toBeLessThan(100)
  })

  it.each(['labs/postgres/lab.py', 'pdf/postgres.pdf', 'share/a.png', '404.html', 'sitemap.xml', 'llms.txt', 'llms-full.txt', 'sw.js', 'hashmap.json'])('leaves out %s', (file) => {
    expect(isPrecached(file)).toBe(false)
  })

  it.each(['missing.html', 'postgres/lab.html', 'search/index.json', 'manifest.webmanifest'])('has %s', (file) => {
    expect(isPrecached(file)).toBe(true)
  })
})

describe('other addresses of a page', () => {
  it.each([
    ['http://a/c/index.html?x#y', ['http://a/c/']],
    ['http://a/c/slots.html', ['http://a/c/slots']],
    ['http://a/c/slots', []],
  ])('%s', (url, others) => {
    expect(variations(new URL(url)).map(String)).toEqual(others)
  })

  it('a deck without its slash is the folder', () => {
    expect(folderOf(new URL('http://a/c/decks/x?print')).href).toBe('http://a/c/decks/x/')
  })
})
