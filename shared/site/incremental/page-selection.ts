import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'

interface Selection {
  srcExclude: string[]
  /** Links to pages that are there, only not in this build. */
  ignoreDeadLinks: ((link: string) => boolean)[]
}

/**
 * What VitePress has to be told to build some pages and no others.
 * @param workbook The folder of all pages.
 * @param list JSON, files below the workbook; undefined for all pages.
 */
export function pageSelection(workbook: string, list: string | undefined): Selection {
  if (list === undefined)
    return { srcExclude: [], ignoreDeadLinks: [] }
  const wanted = new Set(JSON.parse(list) as string[])
  return {
    srcExclude: globSync('**/*.md', { cwd: workbook }).filter(f => !wanted.has(f)),
    ignoreDeadLinks: [link => existsSync(join(workbook, `${link.replace(/[?#].*$/, '').replace(/\/$/, '/index').replace(/\.(?:html|md)$/, '')}.md`))],
  }
}
