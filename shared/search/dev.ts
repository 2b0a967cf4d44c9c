import type { Plugin } from 'vite'
import type { MarkdownEnv, MarkdownOptions } from 'vitepress'
import type { SearchFiles } from './search-index.ts'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createMarkdownRenderer } from 'vitepress'
import { writtenModules } from '../course/index.ts'
import { sitePathOf } from '../site/request.ts'
import { notions } from './aliases.ts'
import { pageSections } from './page-sections.ts'
import { searchFiles } from './search-index.ts'
import { deckSections } from './slides.ts'

async function fromSources(workbook: string, options: MarkdownOptions, base: string): Promise<SearchFiles> {
  // VitePress keeps one renderer: this is the one that pages are made with.
  const md = await createMarkdownRenderer(workbook, options, base)
  const files = (await readdir(workbook, { recursive: true })).filter(f => f.endsWith('.md') && !f.startsWith('.vitepress')).sort()
  const pages = await Promise.all(files.map(async (file) => {
    const env: MarkdownEnv = { path: join(workbook, file), relativePath: file, cleanUrls: true }
    return pageSections(file, await md.renderAsync(await readFile(join(workbook, file), 'utf8'), env))
  }))
  return searchFiles([...pages, ...await Promise.all(writtenModules.map(deckSections))], notions())
}

/** `/search/…` in development: the index of the pages as they are now, made when the search is opened and kept until a file changes. */
export function searchDev(root: string, options: MarkdownOptions): Plugin {
  let files: Promise<SearchFiles> | undefined
  return {
    name: 'course:search-dev',
    apply: 'serve',
    configureServer({ config: { base }, middlewares, watcher }) {
      watcher.on('all', () => files = undefined)
      middlewares.use(async (req, res, next) => {
        const name = /^\/search\/(.+\.json)$/.exec(sitePathOf(req.url, base))?.[1]
        if (!name)
          return next()
        try {
          files ??= fromSources(join(root, 'workbook'), options, base)
          const { index, texts } = await files
          const content = name === 'index.json' ? index : texts.get(name)
          res.writeHead(content ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(content ?? null))
        }
        catch (error) {
          files = undefined
          next(error)
        }
      })
    },
  }
}
