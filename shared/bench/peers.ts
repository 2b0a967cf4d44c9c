import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { execa } from 'execa'
import { chromiumPath } from '../site/chromium.ts'

const require = createRequire(import.meta.url)

/** As from a shell, in the project's own Node. @throws with the tool's output. */
async function run(folder: string, tool: string, args: readonly string[], env: Record<string, string> = {}): Promise<void> {
  const { failed, all } = await execa(process.execPath, [join(folder, 'node_modules', tool), ...args], { cwd: folder, all: true, reject: false, env: { NO_COLOR: '1', ...env } })
  if (failed)
    throw new Error(`${tool} ${args.join(' ')} in ${folder}:\n${all}`)
}

/** Markdown that VitePress builds without this course's components: their scripts are gone, their tags are empty elements. */
function plainMarkdown(text: string): string {
  return text.replace(/<script[\s\S]*?<\/script>/g, '').replace(/\{\{[^}]*\}\}/g, '').replace(/\s(?:[:@]|v-)[\w:.-]+="[^"]*"/g, '').replace(/<[A-Z][^>]*\/>/g, '')
}

/**
 * The workbook of a course as VitePress builds it out of the box: the same pages, the default theme, no configuration but a
 * title. It has no search, no diagrams and no quizzes: what it does besides is its own.
 * @param course A copy of the course.
 */
export async function vitepressDefault(course: string): Promise<string> {
  const folder = join(course, 'peer')
  const docs = join(folder, 'docs')
  await rm(folder, { recursive: true, force: true })
  await mkdir(join(docs, '.vitepress'), { recursive: true })
  for (const link of ['labs', 'node_modules'])
    await symlink(join(course, link), join(folder, link))
  const pages = (await readdir(join(course, 'workbook'), { recursive: true })).filter(f => f.endsWith('.md') && !f.startsWith('.vitepress'))
  for (const page of pages) {
    await mkdir(dirname(join(docs, page)), { recursive: true })
    await writeFile(join(docs, page), plainMarkdown(await readFile(join(course, 'workbook', page), 'utf8')))
  }
  const sidebar = pages.filter(p => p.includes('/')).map(p => ({ text: p, link: `/${p.replace(/\.md$/, '')}` }))
  // Links to decks and anchors of catalogues are this course's own.
  await writeFile(join(docs, '.vitepress/config.mjs'), `export default ${JSON.stringify({ title: 'Course', ignoreDeadLinks: true, themeConfig: { sidebar } })}`)
  return folder
}

export async function buildVitepress(folder: string): Promise<string> {
  await run(folder, 'vitepress/bin/vitepress.js', ['build', 'docs'])
  return join(folder, 'docs/.vitepress/dist')
}

/** A deck by itself, as `slidev build` does it: the same slides, layouts and settings, a process for one deck. */
export async function slidevBuild(course: string, id: string): Promise<void> {
  await run(course, '@slidev/cli/bin/slidev.mjs', ['build', join(course, `decks/${id}.md`), '--base', './', '--out', join(course, 'peer-decks', id)])
}

/** A deck as PDF, as `slidev export` does it: a server and a browser for one deck. */
export async function slidevExport(course: string, id: string): Promise<void> {
  await run(course, '@slidev/cli/bin/slidev.mjs', ['export', join(course, `decks/${id}.md`), '--output', join(course, 'peer-decks', `${id}.pdf`), '--with-toc', '--executable-path', await chromiumPath()], { CHROMIUM_FLAGS: '--no-sandbox' })
}

/** Slidev's own starter, in the one theme that is installed. */
export async function slidevStarter(course: string): Promise<string> {
  const folder = join(course, 'starter')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await symlink(join(course, 'node_modules'), join(folder, 'node_modules'))
  await cp(join(course, 'package.json'), join(folder, 'package.json'))
  const template = await readFile(join(dirname(require.resolve('@slidev/cli/package.json')), 'template.md'), 'utf8')
  await writeFile(join(folder, 'slides.md'), template.replace(/^theme: .*$/m, 'theme: default'))
  return folder
}

export async function buildStarter(folder: string): Promise<string> {
  await run(folder, '@slidev/cli/bin/slidev.mjs', ['build', 'slides.md', '--out', 'dist'])
  return join(folder, 'dist')
}
