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

/** An entry of the precache. */
export type Entry = PrecacheEntry & {
  /** Bytes on the wire: compressed, if that helps. */
  bytes: number
}

function entryOf(file: string, content: Buffer): Entry {
  const digest = createHash('sha256').update(content).digest('base64')
  return {
    // What a host calls the page: it redirects no such address, and a redirected page cannot be shown from a cache.
    url: encodeURI(cleanPath(file)) || './',
    revision: hashed.test(file) ? null : digest.slice(0, 12),
    // A file of another build, as a CDN may send in the middle of a deployment, fails the installation as a whole.
    integrity: `sha256-${digest}`,
    bytes: Math.min(content.length, gzipSync(content).length),
  }
}

/**
 * What a reader's browser keeps of a built site, sorted by address.
 * Addresses are relative to the service worker, which lies in the site's root.
 */
export async function precacheOf(folder: string): Promise<Entry[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(e => e.isFile()).map(e => join(e.parentPath, e.name).slice(join(folder, '/').length))
  return Promise.all(files.filter(isPrecached).sort().map(async file => entryOf(file, await readFile(join(folder, file)))))
}
