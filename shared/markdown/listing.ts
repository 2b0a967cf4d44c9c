import { relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface ListingSource {
  /** From the repository's root, with forward slashes: `labs/postgres/role.sql`. */
  path: string
  /** Something that a run wrote, not something a reader runs. */
  recorded: boolean
}

/** Where an imported listing comes from, or undefined for a file outside `labs/`. */
export function listingSource(file: string): ListingSource | undefined {
  const path = relative(root, file).split(sep).join('/')
  return path.startsWith('labs/')
    ? {
        path,
        recorded: path.includes('/recorded/'),
      }
    : undefined
}

/**
 * A listing with its file as the caption. The file is published under the same path, so the caption leads to
 * what a lab runs, whole, and needs no other site.
 */
export function captioned(code: string, file: string, base: string): string {
  const source = listingSource(file)
  if (!source)
    return code
  const label = source.recorded ? 'вывод' : 'файл'
  return `<figure class="listing${source.recorded ? ' recorded' : ''}">${code}<figcaption><span class="listing-kind">${label}</span> <a href="${base}${source.path}" target="_self" download><code>${source.path}</code></a></figcaption></figure>\n`
}

/**
 * A listing that tells how many lines it has. Before a reader comes near it a browser leaves it out and keeps its place
 * (`content-visibility` in workbook.css): lines that are not wrapped are as high as their number says.
 */
export function withLines(code: string, text: string): string {
  const lines = text.trimEnd().split('\n').length
  return code.replace(/^<div /, `<div style="--lines:${lines}" `)
}
