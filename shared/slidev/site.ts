/** A site path (`/postgres/slots#wal`) as a URL, from a deck that may be served under any base. */
export function siteLink(path: string): string {
  const base = location.pathname.replace(/decks\/[^/]+\/.*$/, '')
  return base.replace(/\/$/, '') + path
}
