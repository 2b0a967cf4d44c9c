import type { SlideInfo } from '@slidev/types'
import { basename } from 'node:path'
import { common } from '../headmatter.ts'

/** A deck among those that Slidev reads as one. */
export interface JointDeck {
  id: string
  slides: readonly SlideInfo[]
  /** The number of slides in the decks before it. */
  before: number
  config: Record<string, unknown>
}

/** What a deck says of itself in its headmatter, with what Slidev derives from it. */
function configOf({ module, title, deckMinutes }: Record<string, unknown>): Record<string, unknown> {
  return { module, title, deckMinutes, slidesTitle: common.titleTemplate.replace('%s', String(title)) }
}

/**
 * The decks that a file lists, each with one `src: <path>/<id>.md`. A slide of the file itself belongs to none.
 * @param slides All of them, in order, as Slidev numbers them.
 */
export function jointDecks(slides: readonly SlideInfo[]): JointDeck[] {
  const listed = (slide?: SlideInfo) => slide?.importChain?.[0]
  const starts = slides.flatMap((slide, i) => listed(slide) && listed(slide) !== listed(slides[i - 1]) ? [i] : [])
  return starts.map((start, i) => {
    const [list, deck] = slides[start]!.importChain!
    const id = basename(String(list!.frontmatter.src), '.md')
    return { id, slides: slides.slice(start, starts[i + 1]), before: start, config: configOf(deck!.frontmatter) }
  })
}

/** Without what its deck's headmatter says: settings would be attributes of the first slide. */
export function bare(frontmatter: Record<string, unknown>): Record<string, unknown> {
  const settings = ['module', 'title', 'deckMinutes', ...Object.keys(common)]
  return Object.fromEntries(Object.entries(frontmatter).filter(([key]) => !settings.includes(key)))
}
