import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'

/** Scripts in a page, as opposed to those it loads and to data, which no browser runs. */
const inlineScripts = /<script(?![^>]*\s(?:src=|type="application\/ld\+json"))[^>]*>([\s\S]*?)<\/script>/g

function hashesOf(html: string): Set<string> {
  return new Set([...html.matchAll(inlineScripts)].map(([, script]) => `'sha256-${createHash('sha256').update(script!).digest('base64')}'`))
}

function policy(hashes: Iterable<string>): string {
  return [
    'default-src \'self\'',
    ['script-src', '\'self\'', ...hashes].join(' '),
    'style-src \'self\' \'unsafe-inline\'',
    'img-src \'self\' data:',
    'font-src \'self\'',
    'connect-src \'self\'',
    'worker-src \'self\'',
    'manifest-src \'self\'',
    'object-src \'none\'',
    'base-uri \'self\'',
    'form-action \'none\'',
  ].join('; ')
}

/**
 * The policy of one page: everything from its own origin, scripts in the page only if they are the ones that were built.
 * Styles in attributes stay allowed: highlighted code and figures are made of them.
 * @see https://www.w3.org/TR/CSP3/
 */
export function policyOf(html: string): string {
  return policy(hashesOf(html))
}

/**
 * The policy of the whole site, for hosts that send headers: the scripts of all its pages, and what a page cannot say
 * of itself, namely that no other site may frame it.
 */
export function sitePolicy(pages: readonly string[]): string {
  const hashes = new Set(pages.flatMap(html => [...hashesOf(html)]))
  return `${policy([...hashes].sort())}; frame-ancestors 'self'`
}

/** @throws if the page has no `<head>` to put the policy into. */
export function withPolicy(html: string): string {
  const head = /<head>/.exec(html)
  if (!head)
    throw new Error('No <head> in the page: the content policy has no place')
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policyOf(html)}">`
  return html.slice(0, head.index) + head[0] + meta + html.slice(head.index + head[0].length)
}

/** Writes the policy into a built page, as its first element: it applies to what follows. */
export async function addPolicy(file: string): Promise<void> {
  await writeFile(file, withPolicy(await readFile(file, 'utf8')))
}
