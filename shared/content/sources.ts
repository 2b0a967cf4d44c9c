import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../site/folders.ts'

/** A Markdown file of the course. */
export interface Source {
  /** From the repository's root: `workbook/postgres/slots.md`. */
  file: string
  surface: 'workbook' | 'decks'
  text: string
}

/** Every page and every slide, as written. */
export function markdownSources(): Source[] {
  return (['workbook', 'decks'] as const).flatMap(surface => readdirSync(join(root, surface), { recursive: true, encoding: 'utf8' })
    .filter(f => f.endsWith('.md') && !f.includes('.vitepress'))
    .sort()
    .map(f => ({
      file: `${surface}/${f}`,
      surface,
      text: readFileSync(join(root, surface, f), 'utf8'),
    })))
}

/** Quiz, glossary and troubleshooting: text that readers see, kept as data. */
export function dataSources(): { file: string, text: string }[] {
  return readdirSync(join(root, 'workbook'), { recursive: true, encoding: 'utf8' })
    .filter(f => f.endsWith('.yaml') && !f.includes('.vitepress'))
    .sort()
    .map(f => ({
      file: `workbook/${f}`,
      text: readFileSync(join(root, 'workbook', f), 'utf8'),
    }))
}
