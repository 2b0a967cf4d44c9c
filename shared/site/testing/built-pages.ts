import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cleanPath, isErrorPage } from '../../publish/pages.ts'

export interface BuiltPage {
  /** Path below the base, as a reader's browser shows it: `postgres/slots`, `postgres/`, `` for the start page. */
  path: string
  file: string
  html: string
}

/** Every HTML page of a built site but those of errors. */
export function builtPages(folder: string): BuiltPage[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(f => f.endsWith('.html') && !isErrorPage(f))
    .map(file => ({
      file,
      path: cleanPath(file),
      html: readFileSync(join(folder, file), 'utf8'),
    }))
}

/** Pages of the workbook, without decks. */
export function workbookPages(folder: string): BuiltPage[] {
  return builtPages(folder).filter(p => !p.path.startsWith('decks/'))
}
