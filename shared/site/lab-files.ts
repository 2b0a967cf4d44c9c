import type { Plugin } from 'vite'
import { createReadStream, existsSync, statSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { sitePathOf } from './request.ts'

/** What a reader may look at of `labs/`: sources and recordings, as they are in the repository. */
const published = /\.(?:py|sql|json|yaml|properties|txt|toml)$/

function isPublished(path: string): boolean {
  return /^\/labs\//.test(path) && !path.includes('..') && published.test(path)
}

/** `/labs/…` serves the files of `labs/`: captions of listings lead to them. */
export function labFiles(root: string): Plugin {
  return {
    name: 'course:lab-files',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((req, res, next) => {
        const path = sitePathOf(req.url, server.config.base)
        const file = join(root, path)
        if (!isPublished(path) || !existsSync(file) || !statSync(file).isFile())
          return next()
        res.setHeader('content-type', 'text/plain; charset=utf-8')
        createReadStream(file).pipe(res)
      })
    },
  }
}

/** Copies what is published of `labs/` into a built site. */
export async function copyLabFiles(root: string, outDir: string): Promise<void> {
  await cp(join(root, 'labs'), join(outDir, 'labs'), {
    recursive: true,
    filter: source => !/node_modules|__pycache__|\.egg-info|\/\./.test(source.slice(root.length)) && (statSync(source).isDirectory() || published.test(source)),
  })
}
