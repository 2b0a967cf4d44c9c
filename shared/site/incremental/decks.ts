import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { writtenModules } from '../../course/index.ts'
import { deckList } from '../../slidev/headmatter.ts'
import { DeckAssets } from '../deck-assets.ts'
import { cache, root } from '../folders.ts'
import { facts, runTool } from '../run-tool.ts'
import { FolderStore } from './folder-store.ts'
import { commonInputs, Sources } from './sources.ts'
import { refuseOverlooked, usedFiles } from './used-files.ts'

export interface BuiltDeck {
  id: string
  /** Fingerprint of everything that the deck is made of. */
  key: string
  /** Holds `<id>/index.html` and its files in `assets/`, as `decks/` of the site does for all decks; built for the base `./`. */
  folder: string
  /** Built just now, not taken from the cache. */
  fresh: boolean
}

/** Everything that may change a deck: its slides and what they name, the recordings of its lab, what all decks share. */
export function deckInputs(sources: Sources, id: string): string[] {
  const others = /^decks\/(?:slides\/|[\w-]+\.md$)/
  const files = [
    `decks/${id}.md`,
    ...sources.below(`decks/slides/${id}`),
    ...sources.below('decks').filter(f => !others.test(f)),
    ...commonInputs(sources),
    // A tick names the version of the module that was read.
    ...sources.below('workbook').filter(f => f.endsWith('/changes.yaml')),
  ]
  return [...files, ...sources.below(`labs/${id}`), ...sources.named(files, 'decks')]
}

/** One deck of those that were built together, as a folder that stands by itself. */
async function takeApart(id: string, built: string, assets: DeckAssets, folder: string): Promise<void> {
  const files = [join(id, 'index.html'), ...await assets.of(id)]
  await Promise.all(files.map(f => cp(join(built, f), join(folder, f))))
}

interface Wanted {
  id: string
  inputs: readonly string[]
}

/**
 * One Slidev process for all decks. It knows them by `./` and so does not care about the site's base.
 * @throws Problem if a deck was made of a file that its key overlooks: a change of that file would not rebuild it.
 */
async function buildMissing(decks: readonly Wanted[], out: string): Promise<void> {
  const ids = decks.map(d => d.id)
  const built = join(out, 'together')
  const reads = join(out, 'reads')
  const list = `${root}decks/.together-${process.pid}.md`
  await mkdir(out, { recursive: true })
  await writeFile(list, deckList(ids))
  try {
    await runTool('@slidev/cli/bin/slidev.mjs', ['build', list, '--base', './', '--out', built], {}, reads)
  }
  finally {
    await rm(list)
  }
  refuseOverlooked(`One of the decks ${ids.join(', ')}`, await usedFiles([built], reads), decks.flatMap(d => d.inputs), 'Name them by a path in a slide, or add them to deckInputs in shared/site/incremental/decks.ts')
  const assets = new DeckAssets(built)
  await Promise.all(ids.map(id => takeApart(id, built, assets, join(out, id))))
}

/**
 * Builds those decks that have changed since they were last built; the others come from `.cache/decks`.
 * @throws Problem with Slidev's own output if a deck cannot be built.
 */
export async function buildDecks(ids: readonly string[] = writtenModules.map(m => m.id)): Promise<BuiltDeck[]> {
  const sources = new Sources(root)
  const store = new FolderStore(`${cache}decks`)
  const decks = await Promise.all(ids.map(async (id) => {
    const inputs = deckInputs(sources, id)
    const key = sources.fingerprint(inputs, facts())
    return { id, key, inputs, folder: await store.get(id, key) }
  }))
  const missing = decks.filter(d => !d.folder)
  const out = `${cache}decks-${process.pid}`
  try {
    if (missing.length)
      await buildMissing(missing, out)
    return await Promise.all(decks.map(async ({ id, key, folder }) => {
      if (folder)
        return { id, key, folder, fresh: false }
      return { id, key, folder: await store.put(id, key, join(out, id)), fresh: true }
    }))
  }
  finally {
    await rm(out, { recursive: true, force: true })
  }
}
