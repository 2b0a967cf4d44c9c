import type { PrecacheEntry } from 'serwist'
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { cleanPath } from '../publish/pages.ts'

/** What is read online or not at all: files of the labs, PDFs, what is made for crawlers and systems. */
const online = [
  /^labs\//,
  /^share\//,
  /^icons\//,
  /\.pdf$/,
  /^(?:404\.html|hashmap\.json|sitemap\.xml|robots\.txt|llms[\w-]*\.txt|sw\.js)$/,
]

/** A name with a content hash: the same name never means another content. */
const hashed = /(?:^|\/)assets\/.*[.-][\w-]{8}(?:\.lean)?\.\w+$/

export function isPrecached(file: string): boolean {
  return !online.some(p => p.test(file))
}

function entryOf(file: string, content: Buffer): PrecacheEntry {
  const digest = createHash('sha256').update(content).digest('base64')
  return {
    // What a host calls the page: it redirects no such address, and a redirected page cannot be shown from a cache.
    url: encodeURI(cleanPath(file)) || './',
    revision: hashed.test(file) ? null : digest.slice(0, 12),
    // A file of another build, as a CDN may send in the middle of a deployment, fails the installation as a whole.
    integrity: `sha256-${digest}`,
  }
}

async function precached(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter(e => e.isFile()).map(e => join(e.parentPath, e.name).slice(join(folder, '/').length)).filter(isPrecached).sort()
}

/**
 * What a reader's browser keeps of a built site, sorted by address.
 * Addresses are relative to the service worker, which lies in the site's root.
 */
export async function precacheOf(folder: string): Promise<PrecacheEntry[]> {
  return Promise.all((await precached(folder)).map(async file => entryOf(file, await readFile(join(folder, file)))))
}

/** Bytes on the wire of all that a browser keeps: compressed, where that helps. */
export async function precacheBytes(folder: string): Promise<number> {
  const sizes = await Promise.all((await precached(folder)).map(async (file) => {
    const content = await readFile(join(folder, file))
    return Math.min(content.length, gzipSync(content).length)
  }))
  return sizes.reduce((sum, bytes) => sum + bytes, 0)
}
