/** How fast notes are read aloud, words a minute. */
export const WORDS_A_MINUTE = 130

/** Minutes of a slide that nobody speaks about at length: it is shown all the same. */
const LEAST = 0.5

/** Words that are spoken: without markup, comments and click marks. */
function spokenWords(note: string): number {
  // `<topic.prefix>` in a note is no tag; in HTML it stands between entities.
  const spoken = note.replace(/<!--[\s\S]*?-->|<\/?[a-z][a-z\d]*(?:\s[^>]*)?>|&[a-z]+;|\[click(?::\d+)?\]/gi, ' ')
  return (spoken.match(/[\p{L}\p{N}][\p{L}\p{N}\-._/]*/gu) ?? []).length
}

/**
 * Planned minutes of a slide, to a tenth: how long its notes take to say, unless its frontmatter says `minutes: 3`.
 * @param note Markdown or HTML.
 * @param planned The frontmatter's `minutes`.
 * @throws if `planned` is not a positive number; the message names `file`.
 */
export function slideMinutes(note: string, planned: unknown, file: string): number {
  if (planned === undefined)
    return Math.max(LEAST, Math.round(10 * spokenWords(note) / WORDS_A_MINUTE) / 10)
  if (typeof planned !== 'number' || !(planned > 0))
    throw new Error(`${file}: "minutes: ${String(planned)}" is not a positive number of minutes`)
  return planned
}
