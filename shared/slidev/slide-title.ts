/** `Две позиции слота · PostgreSQL: первый коннектор`; the first slide has the deck's title alone. */
export function slideTitle(deck: string, slide: string | undefined, presenter: boolean): string {
  const plain = slide?.replace(/[`*_]/g, '').trim()
  const title = plain && plain !== deck ? `${plain} · ${deck}` : deck
  return presenter ? `Лектор: ${title}` : title
}
