import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'

/** Results of one thing that are kept besides the newest: enough to switch between branches without rebuilding. */
const KEPT = 3

/** Built folders by name and by the fingerprint of what they were built from: `<store>/<name>/<key>/`. */
export class FolderStore {
  private readonly folder: string

  constructor(folder: string) {
    this.folder = folder
  }

  /** The stored folder, now the most recently used, or undefined. */
  async get(name: string, key: string): Promise<string | undefined> {
    const path = join(this.folder, name, key)
    if (!existsSync(path))
      return undefined
    await utimes(path, new Date(), new Date())
    return path
  }

  /** Moves a finished folder into the store, so that it is there whole or not at all, and drops the least recently used. */
  async put(name: string, key: string, finished: string): Promise<string> {
    const path = join(this.folder, name, key)
    await mkdir(join(this.folder, name), { recursive: true })
    await rm(path, { recursive: true, force: true })
    await rename(finished, path).catch(async (error: NodeJS.ErrnoException) => {
      // Another file system, or another process was faster.
      if (error.code === 'EXDEV')
        await cp(finished, path, { recursive: true })
      else if (!existsSync(path))
        throw error
    })
    await utimes(path, new Date(), new Date())
    await this.prune(name)
    return path
  }

  private async prune(name: string): Promise<void> {
    const keys = await readdir(join(this.folder, name))
    const used = await Promise.all(keys.map(async key => ({ key, at: (await stat(join(this.folder, name, key))).mtimeMs })))
    const old = used.sort((a, b) => b.at - a.at).slice(KEPT)
    await Promise.all(old.map(({ key }) => rm(join(this.folder, name, key), { recursive: true, force: true })))
  }
}
