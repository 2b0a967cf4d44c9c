/** What a reader may find, in the order of the legend; the values label results. */
export const kindLabels = {
  chapter: 'глава',
  term: 'глоссарий',
  symptom: 'симптом',
  cheatsheet: 'шпаргалка',
  exercise: 'упражнение',
  lab: 'лабораторная',
  overview: 'модуль',
  slide: 'слайд',
  quiz: 'тест',
  sources: 'источники',
  page: 'страница',
} as const

export type Kind = keyof typeof kindLabels

/** A page of the workbook or a deck. */
export interface SearchPage {
  /** Site path without the base: `/postgres/slots`, `/decks/postgres/`. */
  path: string
  title: string
  /** Title of the module, for pages of one. */
  module?: string
  kind: Kind
}

/** A piece of a page that has an address: the text under a heading, a slide. */
export interface Section {
  /** Absent for what stands before the first heading below the title. */
  heading?: string
  /** What follows `#` in the address; empty for the top of the page. */
  anchor: string
  /** Running text with the code in it, as a reader sees it: snippets are cut from it. */
  text: string
  /** Running text without code. */
  prose: string
  /** Code in the text: names of options, functions, columns. */
  names: string
  /** Listings and recorded outputs. */
  listings: string
}

export interface PageSections extends SearchPage {
  sections: Section[]
}
