import type { Platform, Track } from '../shared/course/index.ts'
import type { ModuleView } from './view.ts'
import { platforms, tracks } from '../shared/course/index.ts'

/** What the reader wants to see of the roadmap. It lives in the address, so that it can be sent and kept. */
export interface Filter {
  /** Only parts of this track; undefined: both. */
  track: Track | undefined
  /** Modules that work with any of these; empty: all. */
  platforms: Platform[]
  /** Only what is written and not finished. */
  unfinished: boolean
  /** Only what changed since it was ticked. */
  changed: boolean
}

export function noFilter(): Filter {
  return { track: undefined, platforms: [], unfinished: false, changed: false }
}

export function isFiltering({ track, platforms, unfinished, changed }: Filter): boolean {
  return Boolean(track ?? platforms.length) || unfinished || changed
}

function list(query: URLSearchParams, name: string): string[] {
  return (query.get(name) ?? '').split(',')
}

/** `?track=practice&platform=aws,gcp&show=unfinished,changed`; what it does not know it leaves out. */
export function readFilter(query: URLSearchParams): Filter {
  const show = list(query, 'show')
  return {
    track: tracks.find(t => t === query.get('track')),
    platforms: platforms.filter(p => list(query, 'platform').includes(p)),
    unfinished: show.includes('unfinished'),
    changed: show.includes('changed'),
  }
}

/** The address with this filter and everything else that stood in it. */
export function withFilter(href: string, filter: Filter): string {
  const url = new URL(href)
  const show = (['unfinished', 'changed'] as const).filter(name => filter[name])
  const parameters = { track: filter.track ?? '', platform: filter.platforms.join(','), show: show.join(',') }
  for (const [name, value] of Object.entries(parameters)) {
    url.searchParams.delete(name)
    if (value)
      url.searchParams.set(name, value)
  }
  // Commas may stand in a query as they are, and are easier to read so.
  url.search = url.search.replaceAll('%2C', ',')
  return url.href
}

export function isShown({ module, summary, since }: ModuleView, filter: Filter): boolean {
  return (!filter.platforms.length || filter.platforms.some(p => module.platforms.includes(p)))
    && (!filter.unfinished || summary.state === 'new' || summary.state === 'started')
    && (!filter.changed || since.length > 0)
}
