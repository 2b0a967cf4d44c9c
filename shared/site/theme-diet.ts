import type { Plugin } from 'vite'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { PurgeCSS } from 'purgecss'

const declaration = /(--vp-[\w-]+)\s*:[^;{}]*;/g
const use = /var\(\s*(--vp-[\w-]+)/g

function usedIn(text: string): string[] {
  return [...text.matchAll(use)].map(m => m[1]!)
}

/**
 * A style sheet without the custom properties of VitePress's theme that nothing uses, neither it nor others.
 * @param css The style sheet that declares them.
 * @param used Names that others use.
 */
export function withoutUnused(css: string, used: ReadonlySet<string>): string {
  const known = new Set([...used, ...usedIn(css)])
  const shorter = css.replace(declaration, (whole, name: string) => known.has(name) ? whole : '')
  // What only a dropped property used is unused now.
  return shorter === css ? css : withoutUnused(shorter, used)
}

/** Classes that VitePress's Markdown, its scripts or Shiki write, and no source of ours names. */
const written = [
  'dark',
  'custom-block',
  'custom-block-title',
  'header-anchor',
  'footnotes',
  'vp-code',
  'shiki',
  'lang',
  'copy',
  'copied',
  'line',
  'highlighted',
  'has-focused-lines',
  'has-focus',
  'line-numbers-wrapper',
  'line-number',
  'line-numbers-mode',
  'vp-external-link-icon',
  'no-icon',
  /^language-/,
]

/** A style sheet without rules for what is on no page. */
export async function withoutDeadRules(css: string, content: readonly string[]): Promise<string> {
  const [result] = await new PurgeCSS().purge({
    // Elements and attributes of the sheet itself count as used: Markdown writes them without naming them. Classes decide.
    content: [...content, css.replace(/\.[a-z_][\w-]*/gi, ' ')].map(raw => ({ raw, extension: 'html' })),
    css: [{ raw: css }],
    safelist: { standard: written, deep: [/vp-doc/] },
  })
  return result!.css
}

function textsBelow(folder: string, skip: (file: string) => boolean): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(f => /\.(?:vue|css|js|ts|md)$/.test(f) && !/node_modules|^bench\/|\.test\.ts$|\.d\.(?:vue\.)?ts$/.test(f) && !skip(f))
    .map(f => readFileSync(join(folder, f), 'utf8'))
}

/** Components of the theme that no page of a book has: its own of a start page, a team, advertisements, other searches. */
const foreign = /^VP(?:Home|Hero|Feature|Team|Sponsor|Carbon|Algolia|LocalSearch|Button|Badge|DocAsideSponsors|DocAsideCarbonAds|Footer|DocFooter)/

/**
 * Drops of the default theme's style sheets what no page needs: icons, palettes, kinds of blocks. Every page would load it.
 * @param theme Folder of the theme.
 * @param sources Folders of everything else that is on a page.
 * @param unused Components of the theme that this site leaves out.
 */
export function themeDiet(theme: string, sources: readonly string[], unused: readonly string[]): Plugin {
  const sheets = /\/theme-default\/styles\/.*\.css$/
  let texts: string[] | undefined
  let used: Set<string> | undefined
  return {
    name: 'course:theme-diet',
    apply: 'build',
    enforce: 'pre',
    async transform(css, id) {
      if (!sheets.test(id))
        return
      texts ??= [
        ...textsBelow(theme, f => f.startsWith('styles/') || foreign.test(basename(f)) || unused.includes(basename(f, '.vue'))),
        ...sources.flatMap(s => textsBelow(s, () => false)),
      ]
      used ??= new Set([...texts, ...textsBelow(join(theme, 'styles'), f => /vars|fonts|docsearch|sponsor|code-group/.test(f))].flatMap(usedIn))
      return { code: withoutUnused(await withoutDeadRules(css, texts), used), map: null }
    },
  }
}
