function withPath(url: URL, pathname: string): URL {
  return Object.assign(new URL(url), { pathname, search: '', hash: '' })
}

/** Other addresses of the page that hosts know: `/a/index.html` is `/a/`, `/a.html` is `/a`. */
export function variations(url: URL): URL[] {
  const clean = url.pathname.replace(/\/index\.html$/, '/').replace(/\.html$/, '')
  return clean === url.pathname ? [] : [withPath(url, clean)]
}

/** `/decks/postgres` → `/decks/postgres/`: links of a deck are relative to it. */
export function folderOf(url: URL): URL {
  return withPath(url, url.pathname.replace(/\/*$/, '/'))
}
