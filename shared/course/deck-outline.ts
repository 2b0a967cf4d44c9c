import type { ModuleId } from './types.ts'
import { fileURLToPath } from 'node:url'
import { load } from '@slidev/parser/fs'

const decks = fileURLToPath(new URL('../../decks', import.meta.url))

export interface SlideOutline {
  /** As in the deck's URL: counts from 1. */
  no: number
  title: string
  /** Site path of the text behind the slide, when it names one. */
  more?: string
  /** The layout that the slide names. */
  layout?: string
  /** Speaker notes, Markdown. */
  note: string
  /** The slide's Markdown without its frontmatter. */
  content: string
  /** The file that holds the slide. */
  file: string
}

/** The slides of a module's deck, in order, as Slidev itself reads them. */
export async function deckOutline(id: ModuleId): Promise<SlideOutline[]> {
  const { slides } = await load({
    userRoot: decks,
    roots: [decks],
  }, `${decks}/${id}.md`)
  return slides.map((slide, i) => ({
    no: i + 1,
    title: slide.title ?? '',
    ...(typeof slide.frontmatter.more === 'string' && { more: slide.frontmatter.more }),
    ...(typeof slide.frontmatter.layout === 'string' && { layout: slide.frontmatter.layout }),
    note: slide.note ?? '',
    content: slide.content,
    file: slide.source.filepath,
  }))
}
