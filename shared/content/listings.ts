import type { Block, Import } from './markdown.ts'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { root } from '../site/folders.ts'

/** Marks a block that cannot be run here: where it comes from and when it was read. */
const documented = /\[doc https:\/\/\S+ \d{4}-\d{2}-\d{2}\]/

/** Why a typed block may not stand in a page, or undefined when it may. */
export function blockFault({ language, meta }: Block): string | undefined {
  if (language === 'mermaid' || documented.test(meta))
    return undefined
  return `a typed ${language || 'code'} block. Import it from labs/ (<<< @/../labs/…#region), or mark it [doc https://source YYYY-MM-DD] if it cannot run here`
}

/** `@` is the folder of the surface: `workbook/` in VitePress, `decks/` in Slidev. */
function fileOf(path: string, surface: string): string {
  return join(root, surface, path.replace(/^@\//, ''))
}

/** The lines between `#region name` and `#endregion`, in any comment syntax that VitePress and Slidev both know. */
export function region(text: string, name: string): string[] | undefined {
  const lines = text.split('\n')
  const start = lines.findIndex(l => new RegExp(`^\\s*(?://|#|--)\\s*#?region\\s+${name}\\s*$`).test(l))
  const end = lines.findIndex((l, i) => i > start && new RegExp(`^\\s*(?://|#|--)\\s*#?endregion(?:\\s+${name})?\\s*$`).test(l))
  return start < 0 || end < 0
    ? undefined
    : lines.slice(start + 1, end)
}

/** SQL needs the second `#` for Slidev and VitePress to see a region at all. */
function markerFault(text: string, file: string): string | undefined {
  return file.endsWith('.sql') && /^\s*--\s*(?:region|endregion)\b/m.test(text)
    ? `${file} marks a region with "-- region": write "-- #region", or neither VitePress nor Slidev finds it`
    : undefined
}

/** What is wrong with an import, or undefined: Slidev shows the whole file for a region that is not there. */
export function importFault({ path, region: name }: Import, surface: string): string | undefined {
  const file = fileOf(path, surface)
  const shown = relative(root, file)
  if (!shown.startsWith('labs/'))
    return `${path} is not below labs/`
  if (!existsSync(file))
    return `${shown} does not exist`
  const text = readFileSync(file, 'utf8')
  if (!name)
    return undefined
  const lines = region(text, name)
  return markerFault(text, shown)
    ?? (lines
      ? undefined
      : `${shown} has no region "${name}"`)
    ?? (lines!.some(l => l.trim())
      ? undefined
      : `region "${name}" of ${shown} is empty`)
}

/** What an import shows. @throws if it shows nothing, see `importFault`. */
export function importedLines({ path, region: name }: Import, surface: string): string[] {
  const text = readFileSync(fileOf(path, surface), 'utf8').trimEnd()
  return (name
    ? region(text, name)
    : undefined) ?? text.split('\n')
}

/**
 * What is wrong with a file that a page's script imports as text, or undefined: only what a run executes or has written
 * may be shown.
 * @param path As the script names it.
 * @param page The page, from the repository's root.
 */
export function rawImportFault(path: string, page: string): string | undefined {
  const shown = relative(root, join(root, dirname(page), path))
  if (!shown.startsWith('labs/'))
    return `${path} is imported as text and is not below labs/: show what a run has written`
  return existsSync(join(root, shown))
    ? undefined
    : `${shown} does not exist`
}

/** Components that say they show a recording. */
const recorded = /<(?:Recorded\w+|WalFiles|MeasuredBars)\b[^>]*>/g

/** Why a page's recordings cannot be recordings, or undefined: what they show is typed into the page. */
export function typedRecordingFault(prose: string, imports: readonly unknown[]): string | undefined {
  const shown = prose.match(recorded) ?? []
  const typed = shown.find(tag => /\s(?:text|rows|event|moments|bars)=/.test(tag))
  if (typed)
    return `${typed} shows typed text. Import a recording: import text from '…/labs/<module>/recorded/….txt?raw'`
  return shown.length && !imports.length
    ? `${shown[0]} shows a recording, and the page imports none (…/labs/<module>/recorded/….txt?raw)`
    : undefined
}
