import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'

/** Names of built files: `slides-1-DryH7qUT.js`. */
const assetName = /[\w.-]+-[\w-]{8}\.(?:js|css|woff2|svg|png|webp)/g
const text = /\.(?:js|css|html|svg)$/

/**
 * What decks are made of: files that their pages name, and those that they name. Decks share one folder of files; each has a
 * hash in its name, so that it is the same file wherever the name stands.
 */
export class DeckAssets {
  private readonly folder: string
  private assets: Promise<Map<string, string>> | undefined
  private readonly named = new Map<string, Promise<string[]>>()

  /** @param folder Holds the decks, built: `<id>/index.html` and `assets/`. */
  constructor(folder: string) {
    this.folder = folder
  }

  private async byName(): Promise<Map<string, string>> {
    const files = await readdir(join(this.folder, 'assets'), { recursive: true })
    return new Map(files.map(f => [basename(f), join('assets', f)]))
  }

  private async namesIn(file: string): Promise<string[]> {
    const names = text.test(file) ? (await readFile(join(this.folder, file), 'utf8')).match(assetName) ?? [] : []
    const assets = await (this.assets ??= this.byName())
    return [...new Set(names.flatMap(name => assets.get(name) ?? []))]
  }

  /** Most files are named by several decks: each is read once. */
  private namedIn(file: string): Promise<string[]> {
    const known = this.named.get(file) ?? this.namesIn(file)
    this.named.set(file, known)
    return known
  }

  /** @returns paths below the folder, sorted. */
  async of(id: string): Promise<string[]> {
    const found = new Set<string>()
    const open = [join(id, 'index.html')]
    for (const file of open) {
      const fresh = (await this.namedIn(file)).filter(f => !found.has(f))
      fresh.forEach(f => found.add(f))
      open.push(...fresh)
    }
    return [...found].sort()
  }
}
