import type { Plugin } from 'vite'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const file = 'modules.json'

/** Files of the repository that a bundle was made of, from the ids of its modules. */
export function repositoryFiles(ids: Iterable<string>, root: string): string[] {
  const files = [...ids].map(id => id.replace(/\?.*$/, '')).filter(id => id.startsWith(root) && existsSync(id)).map(id => id.slice(root.length)).filter(f => !/(?:^|\/)(?:node_modules|\.cache)\//.test(f))
  return [...new Set(files)].sort()
}

/**
 * Writes `modules.json` beside what Vite builds: the files that went in. The build compares them with what the cache
 * looks at, so that a file which it overlooks fails the build instead of leaving a stale page.
 */
export function moduleReport(root: string): Plugin {
  let outDir = ''
  let ids: string[] = []
  return {
    name: 'course:module-report',
    apply: 'build',
    configResolved(config) {
      outDir = config.build.ssr ? '' : join(config.root, config.build.outDir)
      if (config.build.outDir.startsWith('/'))
        outDir = config.build.ssr ? '' : config.build.outDir
    },
    generateBundle() {
      ids = [...this.getModuleIds()]
    },
    async writeBundle() {
      if (outDir)
        await writeFile(join(outDir, file), JSON.stringify(repositoryFiles(ids, root)))
    },
  }
}

export const reportFile = file
