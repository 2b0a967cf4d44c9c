/** How many slides share a file: the first files are in the first load, the rest come three seconds later. */
const SLIDES_PER_CHUNK = 4

const slideNo = /__slidev_(\d+)\.md/

interface Modules { getModuleInfo: (id: string) => { importers: readonly string[], importedIds: readonly string[] } | null }

/** Where a deck's slides begin when several are built together. */
export interface DeckSlides { id: string, before: number, slides: { length: number } }

interface Place { deck: string, no: number }

function place(id: string, decks: readonly DeckSlides[]): Place | undefined {
  const no = Number(slideNo.exec(id)?.[1])
  const deck = decks.find(d => no > d.before && no <= d.before + d.slides.length)
  return deck && { deck: deck.id, no: no - deck.before }
}

/** A recording belongs to the first slide that shows it, unless slides of another deck show it too. */
function placeOfRecording(id: string, decks: readonly DeckSlides[], modules: Modules): Place | undefined {
  const places = (modules.getModuleInfo(id)?.importers ?? []).map(i => place(i, decks))
  return places.every(p => p?.deck === places[0]?.deck) ? places[0] : undefined
}

/**
 * `cdc/slides-2` for the fifth slide of a deck: for each part of it, and for a recording that only this deck shows.
 * `cdc/deck` for its list of slides.
 * @returns null for what is none of a deck's own.
 */
export function deckChunk(id: string, decks: readonly DeckSlides[], modules: Modules): string | null {
  const list = /^\/@course-deck\/([\w-]+)\/list\.js$/.exec(id)?.[1]
  if (list)
    return `${list}/deck`
  const at = /[?&]raw$/.test(id) ? placeOfRecording(id, decks, modules) : place(id, decks)
  return at ? `${at.deck}/slides-${Math.ceil(at.no / SLIDES_PER_CHUNK)}` : null
}

/** Modules that these import, and those that they import; not what is only imported when it is needed. */
export function importedBy(entries: readonly string[], modules: Modules): Set<string> {
  const found = new Set(entries)
  for (const id of found)
    modules.getModuleInfo(id)?.importedIds.forEach(i => found.add(i))
  return found
}

/**
 * Replaces Slidev's own split, which puts all of Shiki into the first load and asks for every slide by itself.
 * @param decks The decks to build.
 * @param play Slidev's client and its page that shows slides: what every deck opens with. As one file: each file that is
 * asked for by itself costs a phone some ten milliseconds before it has arrived.
 * @see https://rolldown.rs/reference/OutputOptions.codeSplitting
 */
export function deckChunks(decks: readonly DeckSlides[], play: readonly string[]) {
  let opening: Set<string> | undefined
  function nameOfOpening(id: string, modules: Modules): string | null {
    opening ??= importedBy(play, modules)
    return opening.has(id) ? 'main' : null
  }
  return {
    includeDependenciesRecursively: false,
    groups: [
      // With what the list of slides needs: it has to come before Slidev's client.
      { name: 'modules/vue', test: /node_modules\/(?:@vue|vue|pinia)\/|client-parts\/deck\.ts|vite\/preload-helper/ },
      // Small, and on the first slides of every deck.
      { name: 'slide-parts', test: /shared\/slidev\/(?:components\/[^/]+$|layouts|recording)/ },
      { name: (id: string, modules: Modules) => deckChunk(id, decks, modules), debugName: 'deck' },
      { name: nameOfOpening, debugName: 'main' },
    ],
  }
}
