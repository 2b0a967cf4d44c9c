import type { ModuleId } from '../shared/course/index.ts'
import type { Filter } from './filter.ts'
import { moduleIds } from '../shared/course/index.ts'
import { readFilter, withFilter } from './filter.ts'

/** The module that an address points at: `/roadmap#postgres` or `/roadmap?module=postgres`. */
export function moduleIn(url: URL): ModuleId | undefined {
  return moduleIds.find(id => id === url.hash.slice(1)) ?? moduleIds.find(id => id === url.searchParams.get('module'))
}

export const filterIn = (url: URL): Filter => readFilter(url.searchParams)

/** Writes what is shown into the address, without a step in the history. */
export function showInAddress(filter: Filter, module: ModuleId | undefined): void {
  const url = new URL(location.href)
  url.searchParams.delete('module')
  if (module || moduleIn(url))
    url.hash = module ?? ''
  const href = withFilter(url.href, filter).replace(/#$/, '')
  if (href !== location.href)
    history.replaceState(history.state, '', href)
}

/** Takes progress out of the address, so that it is not bookmarked or sent on. */
export function clearFragment(): void {
  history.replaceState(history.state, '', location.pathname + location.search)
}
