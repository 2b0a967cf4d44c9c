import type { Component } from 'vue'

/** A slide as its deck's list has it: what a room needs before the slide itself. */
export interface ListedSlide {
  frontmatter: Record<string, unknown>
  title?: string
  level?: number
  minutes: number
  load: () => Promise<Component>
}

/** What makes a deck of Slidev's client, which is built once for all of them. */
export interface Deck {
  /** What its headmatter says and others do not. */
  config: Record<string, unknown>
  slides: readonly ListedSlide[]
  /** HTML of the notes, slide by slide. */
  notes: () => Promise<{ default: readonly string[] }>
  /** Draws the title of the slide `no`. */
  titles: () => Promise<Component>
}

let shown: Deck | undefined

/** Says which deck a page shows; comes before Slidev's client, see ../build/deck-entries.ts. */
export function show(deck: Deck): void {
  shown = deck
}

/** @throws if the client was started before a page said what it shows. */
export function shownDeck(): Deck {
  if (!shown)
    throw new Error('No deck to show: its page has to import its data before Slidev\'s client')
  return shown
}
