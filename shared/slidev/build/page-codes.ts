import type { Plugin } from 'vite'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { encode } from 'uqr'
import { sitePath } from '../../course/page.ts'
import { siteUrl } from '../../site/address.ts'
import { root } from '../../site/folders.ts'

/** A QR code of a page of the workbook: `import code from '../../../workbook/postgres/index.md?qr'`. */
export interface PageCode {
  /** Site path: `/postgres/`. */
  page: string
  /** What the code says: the page's address on the published site. */
  url: string
  /** Modules a side, the quiet zone around them included. */
  size: number
  /** The dark modules, as the data of an SVG path in a square of `size`. */
  path: string
}

/** A run of dark modules in a row is one rectangle: a fifth of the path that single modules would need. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  return rows.flatMap((row, y) => {
    const runs = [...row.map(dark => dark ? '1' : '0').join('').matchAll(/1+/g)]
    return runs.map(({ index, 0: { length } }) => `M${index} ${y}h${length}v1h-${length}z`)
  }).join('')
}

/**
 * @param file Path of the page below `workbook/`.
 * @throws if there is no such page.
 */
export function pageCode(file: string): PageCode {
  if (!existsSync(`${root}workbook/${file}`))
    throw new Error(`workbook/${file} does not exist: a QR code leads to a page of the workbook`)
  const page = sitePath(file)
  const url = siteUrl() + page.slice(1)
  // Four light modules on each side is what the standard asks for.
  const { data, size } = encode(url, { ecc: 'M', border: 4 })
  return { page, url, size, path: pathOf(data) }
}

const prefix = '/@course-page-code/'
const coded = new RegExp(`^${prefix}(.+)\\.js$`)

/** Makes QR codes at build time: no code that draws them reaches a browser. */
export function pageCodes(): Plugin {
  return {
    name: 'course:page-codes',
    enforce: 'pre',
    resolveId(source, importer = '') {
      if (coded.test(source))
        return source
      if (!source.endsWith('.md?qr'))
        return
      const file = resolve(importer, '..', source.slice(0, -'?qr'.length))
      if (!file.startsWith(`${root}workbook/`))
        throw new Error(`${source} in ${importer} is not a page of workbook/`)
      return `${prefix}${file.slice(`${root}workbook/`.length)}.js`
    },
    load(id) {
      const file = coded.exec(id)?.[1]
      return file && `export default ${JSON.stringify(pageCode(file))}`
    },
  }
}
