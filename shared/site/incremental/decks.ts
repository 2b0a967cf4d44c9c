import { mkdir, rename, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { writtenModules } from '../../course/index.ts'
import { cache, root } from '../folders.ts'
import { facts, runTool } from '../run-tool.ts'
import { FolderStore } from './folder-store.ts'
import { commonInputs, Sources } from './sources.ts'
import { refuseOverlooked, usedFiles } from './used-files.ts'

export interface BuiltDeck {
  id: string
  /** Fingerprint of everything that the deck is made of. */
  key: string
  /** Where it stands, built for the base `./`. */
  folder: string
  /** Built just now, not taken from the cache. */
  fresh: boolean
}

/** A process takes about three seconds before its first deck: fewer decks than this are not worth a second process. */
const DECKS_PER_PROCESS = 4

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

/**
 * One Slidev process for several decks. It knows them by `./` and so does not care about the site's base.
 * @returns the files that they were made of.
 */
async function runSlidev(ids: readonly string[], out: string): Promise<string[]> {
  // Given one entry, Slidev writes into `--out` itself; given several, into a folder for each.
  const target = ids.length === 1 ? join(out, ids[0]!) : out
  await runTool('@slidev/cli/bin/slidev.mjs', ['build', ...ids.map(id => `${root}decks/${id}.md`), '--base', './', '--out', target], {}, `${target}.reads`)
  return usedFiles(ids.map(id => join(out, id)), `${target}.reads`)
}

interface Wanted {
  id: string
  inputs: readonly string[]
}

/** Deals things out among `n` hands. */
export function dealt<T>(things: readonly T[], n: number): T[][] {
  return Array.from({ length: n }, (_, hand) => things.filter((_, i) => i % n === hand)).filter(h => h.length)
}

/** @throws Problem if a deck was made of a file that its key overlooks: a change of that file would not rebuild it. */
async function buildMissing(decks: readonly Wanted[], out: string): Promise<void> {
  await rm(out, { recursive: true, force: true })
  await mkdir(out, { recursive: true })
  const processes = Math.min(availableParallelism(), Math.ceil(decks.length / DECKS_PER_PROCESS))
  await Promise.all(dealt(decks, processes).map(async (some, i) => {
    const used = await runSlidev(some.map(d => d.id), join(out, String(i)))
    refuseOverlooked(`One of the decks ${some.map(d => d.id).join(', ')}`, used, some.flatMap(d => d.inputs), 'Name them by a path in a slide, or add them to deckInputs in shared/site/incremental/decks.ts')
    for (const { id } of some)
      await rename(join(out, String(i), id), join(out, id))
  }))
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
