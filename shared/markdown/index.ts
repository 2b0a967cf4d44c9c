import type { MarkdownRenderer } from 'vitepress'
import { renderDiagram } from '../diagrams/render.ts'
import { expandCatalogues } from './catalogue.ts'
import { captioned, withLines } from './listing.ts'

/** What the workbook's Markdown can do beyond VitePress: diagrams, captions of imported listings, catalogues. */
export function courseMarkdown(md: MarkdownRenderer, base: string): void {
  const fence = md.renderer.rules.fence!
  md.renderer.rules.fence = (tokens, idx, options, env, self) => {
    const token = tokens[idx]!
    if (/^mermaid\b/.test(token.info.trim()))
      return renderDiagram(token.content, 'page')
    const file = (token.meta as { src?: string } | null)?.src
    const code = withLines(fence(tokens, idx, options, env, self), token.content)
    return file
      ? captioned(code, file, base)
      : code
  }
  md.core.ruler.before('normalize', 'course_catalogues', (state) => {
    state.src = expandCatalogues(state.src)
  })
}
