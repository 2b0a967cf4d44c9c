import { createHash } from 'node:crypto'
import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** What tools make, what only tests read, and the benchmark: no page or deck is built from them. */
const notSources = /(?:^|\/)(?:node_modules|__pycache__|\.lab|\.cache|\.venv|dist|[^/]+\.egg-info)(?:\/|$)|\.test\.ts$|^shared\/bench\/|^decks\/\.together-/

/** Something like a path: after `./`, `../`, `@/` or `labs/`, up to what cannot belong to one. */
const mention = /(?:\.{1,2}\/|@\/|\blabs\/)[\w./*@-]+/g

/**
 * The repository's files as they are when a build starts: each is read once.
 * Paths are relative to the root, with forward slashes.
 */
export class Sources {
  private readonly texts = new Map<string, string>()
  private readonly hashes = new Map<string, string>()
  readonly root: string

  constructor(root: string) {
    this.root = root
  }

  /** Every source below the folders, sorted; a folder that does not exist has none. */
  below(...folders: string[]): string[] {
    return folders.flatMap(folder => existsSync(join(this.root, folder))
      ? readdirSync(join(this.root, folder), { recursive: true, withFileTypes: true })
          .filter(e => e.isFile())
          .map(e => join(e.parentPath, e.name).slice(join(this.root, '/').length))
      : [])
      .filter(f => !notSources.test(f))
      .sort()
  }

  text(file: string): string {
    const known = this.texts.get(file) ?? readFileSync(join(this.root, file), 'utf8')
    this.texts.set(file, known)
    return known
  }

  private isFile(file: string): boolean {
    const path = join(this.root, file)
    return existsSync(path) && statSync(path).isFile()
  }

  /**
   * Files that a text names, by a path from itself, from the root (`labs/…`), or from what `@/` stands for; globs are
   * expanded. Prose that happens to name a file counts as well: too much is rebuilt rather than too little.
   */
  private namedIn(file: string, at: string): string[] {
    return [...new Set(this.text(file).match(mention))].flatMap((path) => {
      const target = normalize(path.startsWith('@/')
        ? join(at, path.slice(2))
        : path.startsWith('.') ? join(dirname(file), path) : path)
      if (target.startsWith('..'))
        return []
      return target.includes('*')
        ? globSync(target, { cwd: this.root }).filter(f => this.isFile(f))
        : [target].filter(f => this.isFile(f))
    }).filter(f => !notSources.test(f))
  }

  /** Files that these name, and that those name in turn. */
  named(files: readonly string[], at: string): string[] {
    const found = new Set<string>()
    const open = [...files]
    for (const file of open) {
      for (const target of this.namedIn(file, at)) {
        if (!found.has(target) && !files.includes(target)) {
          found.add(target)
          open.push(target)
        }
      }
    }
    return [...found]
  }

  private hash(file: string): string {
    const known = this.hashes.get(file) ?? createHash('sha256').update(readFileSync(join(this.root, file))).digest('hex')
    this.hashes.set(file, known)
    return known
  }

  /** One word for the contents of files, their names, and whatever else a result depends on. */
  fingerprint(files: Iterable<string>, facts: Record<string, string> = {}): string {
    const lines = [...new Set(files)].sort().map(f => `${f} ${this.hash(f)}`)
    return createHash('sha256').update(JSON.stringify([lines, facts])).digest('hex').slice(0, 16)
  }
}

/** What every surface is made of. The lock file stands for `node_modules`. */
export function commonInputs(sources: Sources): string[] {
  return [
    ...sources.below('shared', 'roadmap'),
    ...['package.json', 'package-lock.json', 'tsconfig.json', 'labs/.env'].filter(f => existsSync(join(sources.root, f))),
  ]
}
