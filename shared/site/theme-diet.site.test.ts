import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from './folders.ts'
import { workbookPages } from './testing/built-pages.ts'
import { builds } from './testing/sites.ts'

const { folder } = builds[0]
const styles = `${root}node_modules/vitepress/dist/client/theme-default/styles/`

const classesOf = (css: string) => new Set([...css.replace(/url\([^)]*\)/g, '').matchAll(/\.([a-z_][\w-]*)/gi)].map(m => m[1]!))

it('every class of the theme\'s style sheets that a page has is still styled', () => {
  const theme = classesOf(['base', 'icons', 'utils', 'components/custom-block', 'components/vp-code', 'components/vp-doc'].map(f => readFileSync(`${styles}${f}.css`, 'utf8')).join('\n'))
  const css = readdirSync(join(folder, 'assets')).filter(f => f.endsWith('.css')).map(f => readFileSync(join(folder, 'assets', f), 'utf8')).join('\n')
  const styled = classesOf(css)
  const onPages = new Set(workbookPages(folder).flatMap(p => [...p.html.matchAll(/\sclass="([^"]*)"/g)].flatMap(m => m[1]!.split(/\s+/))))
  expect(onPages).toContain('shiki')
  expect([...theme].filter(c => onPages.has(c) && !styled.has(c))).toEqual([])
})

it('every custom property that the style sheet uses is declared in it', () => {
  const css = readdirSync(join(folder, 'assets')).filter(f => f.startsWith('style')).map(f => readFileSync(join(folder, 'assets', f), 'utf8')).join('\n')
  const vars = readFileSync(`${styles}vars.css`, 'utf8')
  const used = new Set([...css.matchAll(/var\((--vp-[\w-]+)/g)].map(m => m[1]!))
  expect([...used].filter(name => vars.includes(`${name}:`) && !css.includes(`${name}:`))).toEqual([])
})
