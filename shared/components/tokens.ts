import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Where the colours of every surface are written. */
export const tokensFile = fileURLToPath(new URL('tokens.css', import.meta.url))

const css = readFileSync(tokensFile, 'utf8')

export type Theme = 'light' | 'dark'

/**
 * A colour of tokens.css for what has no style sheet: pictures, the manifest, the browser's own bars.
 * @param name Without dashes: `page`, `source-tint`.
 * @throws if the theme has no such colour.
 */
export function colour(name: string, theme: Theme): string {
  const selector = theme === 'light' ? ':root' : '.dark'
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0]!
  const value = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(block)?.[1]
  if (!value)
    throw new Error(`tokens.css has no colour --${name} in the ${theme} theme`)
  return value
}
