import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import subsetFont from 'subset-font'

const require = createRequire(import.meta.url)

/**
 * Golos Text of one weight as TrueType, for what draws text outside a browser.
 * @param script Golos Text comes in a file for each.
 * @param weight 400 to 900, as in CSS.
 * @param text The characters to keep.
 */
export async function golosText(script: 'latin' | 'cyrillic', weight: number, text: string): Promise<Buffer> {
  const original = await readFile(require.resolve(`@fontsource-variable/golos-text/files/golos-text-${script}-wght-normal.woff2`))
  return subsetFont(original, text, { targetFormat: 'sfnt', variationAxes: { wght: weight } })
}
