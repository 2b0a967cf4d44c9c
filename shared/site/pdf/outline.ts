import type { SlideOutline } from '../../course/deck-outline.ts'
import MarkdownIt from 'markdown-it'

export interface OutlineEntry {
  title: string
  /** Counts from 0. */
  page: number
  children: OutlineEntry[]
}

const md = new MarkdownIt({ html: true })

/** Markdown of a heading as a reader sees it: names of options keep their underscores. */
export function plain(markdown: string): string {
  const [inline] = md.parseInline(markdown, {})
  const words = inline!.children!.map(t => t.type === 'text' || t.type === 'code_inline' ? t.content : /break$|^html_inline$/.test(t.type) && !/^<\/?(?!br)/.test(t.content) ? ' ' : '')
  return words.join('').replace(/\s+/g, ' ').trim()
}

/**
 * The contents of a deck: slides under the section that they belong to.
 * @param slides The deck.
 * @param pageOf The page of a slide, by the slide's number.
 */
export function deckContents(slides: readonly SlideOutline[], pageOf: (no: number) => number): OutlineEntry[] {
  const top: OutlineEntry[] = []
  let section: OutlineEntry | undefined
  for (const slide of slides) {
    const entry = { title: plain(slide.title) || `Слайд ${slide.no}`, page: pageOf(slide.no), children: [] }
    if (slide.layout === 'section')
      section = entry
    if (slide.layout === 'section' || !section)
      top.push(entry)
    else
      section.children.push(entry)
  }
  return top
}
