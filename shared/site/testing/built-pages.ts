import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface BuiltPage {
  /** Path below the base, as a reader's browser shows it: `postgres/slots`, `postgres/`, `` for the start page. */
  path: string
  file: string
  html: string
}

/** Every HTML page of a built site but its 404. */
export function builtPages(folder: string): BuiltPage[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(f => f.endsWith('.html') && f !== '404.html')
    .map(file => ({
      file,
      path: file.replace(/(^|\/)index\.html$/, '$1').replace(/\.html$/, ''),
      html: readFileSync(join(folder, file), 'utf8'),
    }))
}

/** Pages of the workbook, without decks. */
export function workbookPages(folder: string): BuiltPage[] {
  return builtPages(folder).filter(p => !p.path.startsWith('decks/'))
}
