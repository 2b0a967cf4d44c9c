/** A deck is a site of its own: the workbook's router must let go of a link to it. */
export function linkTarget(path: string): '_self' | undefined {
  return path.startsWith('/decks/') ? '_self' : undefined
}
