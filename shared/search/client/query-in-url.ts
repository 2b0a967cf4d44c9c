/** `?q=слоты` on any page opens the search there, and the address of an open search can be passed on. */
const parameter = 'q'

export function queryInUrl(): string | undefined {
  return new URL(location.href).searchParams.get(parameter) ?? undefined
}

/** Leaves the rest of the address, and the entry of the history, as they are. */
export function setQueryInUrl(query: string | undefined): void {
  const url = new URL(location.href)
  if (query)
    url.searchParams.set(parameter, query)
  else
    url.searchParams.delete(parameter)
  if (url.href !== location.href)
    history.replaceState(history.state, '', url)
}
