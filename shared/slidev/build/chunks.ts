/** How many slides share a file: the first files are in the first load, the rest come three seconds later. */
const SLIDES_PER_CHUNK = 4

const slide = /\/@slidev\/slides\/(\d+)\/md|__slidev_(\d+)\.md/

interface Modules { getModuleInfo: (id: string) => { importers: readonly string[] } | null }

/**
 * `slides-2` for the fifth slide: for each part of it, and for a recording that it shows.
 * @returns null for what is none of a slide's own.
 */
export function slideChunk(id: string, modules: Modules): string | null {
  const [, facade, source] = slide.exec(id) ?? []
  const no = Number(facade ?? source)
  if (no)
    return `slides-${Math.ceil(no / SLIDES_PER_CHUNK)}`
  const [importer] = /[?&]raw$/.test(id) ? modules.getModuleInfo(id)?.importers ?? [] : []
  return importer ? slideChunk(importer, modules) : null
}

/**
 * Replaces Slidev's own split, which puts all of Shiki into the first load and asks for every slide by itself.
 * @see https://rolldown.rs/reference/OutputOptions.codeSplitting
 */
export const deckChunks = {
  includeDependenciesRecursively: false,
  groups: [
    { name: 'modules/vue', test: /node_modules\/(?:@vue|vue|pinia)\// },
    { name: 'notes', test: /\/@course-notes/ },
    // Small, and on the first slides of every deck.
    { name: 'slide-parts', test: /shared\/slidev\/(?:components\/[^/]+$|layouts|recording)/ },
    { name: slideChunk, debugName: 'slides' },
  ],
}
