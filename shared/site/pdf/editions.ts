/** What can be printed of a deck. */
export const editions = {
  /** A page for each slide, in its last state. */
  slides: { suffix: '', name: 'слайды' },
  /** A page for each step of each slide. */
  clicks: { suffix: '-clicks', name: 'слайды по шагам' },
  /** A4: each slide and what the lecturer says to it. */
  notes: { suffix: '-notes', name: 'слайды с заметками лектора' },
} as const

export type Edition = keyof typeof editions

/** `postgres`, `notes` → `postgres-notes.pdf` */
export function fileName(id: string, edition: Edition): string {
  return `${id}${editions[edition].suffix}.pdf`
}

export interface PrintedDeck {
  id: string
  edition: Edition
  file: string
  pages: number
  bytes: number
}
