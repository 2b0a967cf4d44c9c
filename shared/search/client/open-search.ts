import { shallowRef } from 'vue'

/**
 * What the search was opened with; undefined while it is closed. One for the page: anything may open the search, also a
 * 404 page or a link. Changed only in a browser, so pages are rendered with the search closed.
 */
export const openedWith = shallowRef<string>()

/** Opens the search, with a query already typed if one is given. */
export function openSearch(query = ''): void {
  openedWith.value = query
}

export function closeSearch(): void {
  openedWith.value = undefined
}
