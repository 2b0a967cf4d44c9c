/** The path of a request below the site's base, without its query: `/course/decks/a/?x` → `/decks/a/`. */
export function sitePathOf(url: string | undefined, base: string): string {
  const path = decodeURIComponent(new URL(url ?? '/', 'http://site').pathname)
  return path.startsWith(base)
    ? `/${path.slice(base.length)}`
    : path
}
