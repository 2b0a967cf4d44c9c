import type { Block, Import } from './markdown.ts'
import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
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
