import type { Edition, PrintedDeck } from './editions.ts'
import { count } from '../../course/wording.ts'
import { fileName } from './editions.ts'

/** A PDF that the site offers. */
export interface Download {
  /** Site path. */
  path: string
  /** «PDF слайдов, 1,2 МБ, 28 страниц» */
  text: string
}

/** What a page offers, by its file below `workbook/`: the overview of a module has its PDFs. */
export function downloadsOf(page: string, all: Record<string, readonly Download[]>): readonly Download[] {
  const id = /^([\w-]+)\/index\.md$/.exec(page)?.[1]
  return (id && all[id]) || []
}

const names: Partial<Record<Edition, string>> = { slides: 'PDF колоды', notes: 'PDF с заметками лектора' }

/** `1234567` → «1,2 МБ» */
export function megabytes(bytes: number): string {
  return `${(Math.max(bytes, 50_000) / 1e6).toLocaleString('ru', { minimumFractionDigits: 1, maximumFractionDigits: 1 })} МБ`
}

/** What each module offers, by its id; for the pages of the workbook. */
export function downloads(printed: readonly PrintedDeck[]): Record<string, Download[]> {
  const byModule = Map.groupBy(printed.filter(p => names[p.edition]), p => p.id)
  return Object.fromEntries([...byModule].map(([id, files]) => [id, files.map(({ edition, pages, bytes }) => ({
    path: `/pdf/${fileName(id, edition)}`,
    text: `${names[edition]}, ${megabytes(bytes)}, ${count(pages, 'страница', 'страницы', 'страниц')}`,
  }))]))
}
