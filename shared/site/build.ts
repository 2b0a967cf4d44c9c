import { cp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { execa } from 'execa'
import { Problem } from '../../labs/engine/problem.ts'
import { writtenModules } from '../course/index.ts'
import { writeServiceWorker } from '../offline/build.ts'
import { publish } from '../publish/publish.ts'
import { writeSearch } from '../search/built-site.ts'
import { addPolicy } from './content-policy.ts'
import { cache, root } from './folders.ts'
import { copyLabFiles } from './lab-files.ts'

interface BuildOptions {
  /** The path under which the site will be served, with slashes at both ends. */
  base: string
  outDir: string
}

/** @throws with the tool's own output: it names the page and the line. */
async function runTool(tool: string, args: readonly string[], env: Record<string, string> = {}): Promise<void> {
  const { failed, all } = await execa(process.execPath, [join(root, 'node_modules', tool), ...args], {
    cwd: root,
    all: true,
    reject: false,
    env: { NO_COLOR: '1', ...env },
  })
  if (failed)
    throw new Problem(`The site cannot be built:\n${all.trim()}`)
}

/** All decks in one Slidev process, which knows them by `./` and so does not care about the site's base. */
async function buildDecks(outDir: string): Promise<void> {
  const entries = writtenModules.map(m => `${root}decks/${m.id}.md`)
  // Given one entry, Slidev writes into `--out` itself; given several, into a folder for each.
  const out = entries.length === 1
    ? join(outDir, writtenModules[0]!.id)
    : outDir
  await rm(outDir, { recursive: true, force: true })
  await runTool('@slidev/cli/bin/slidev.mjs', ['build', ...entries, '--base', './', '--out', out])
}

/** A process of its own: VitePress keeps its configuration and Markdown renderer in variables of its modules. */
async function buildWorkbook(base: string, outDir: string): Promise<void> {
  await runTool('vitepress/bin/vitepress.js', ['build', 'workbook', '--outDir', outDir], { SITE_BASE: base })
}

async function htmlFiles(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true })
  return files.filter(f => f.endsWith('.html')).map(f => join(folder, f))
}

/**
 * Writes the whole static site: workbook, decks, lab files, what crawlers and phones ask for, each page with its content policy, the service worker.
 * @throws Problem with the tool's own output if a part cannot be built.
 */
export async function buildSite({ base, outDir }: BuildOptions): Promise<void> {
  const decks = `${cache}decks`
  await Promise.all([
    buildWorkbook(base, outDir),
    buildDecks(decks),
  ])
  await cp(decks, join(outDir, 'decks'), { recursive: true })
  await copyLabFiles(root, outDir)
  await writeSearch(outDir)
  await publish(outDir, base)
  await Promise.all((await htmlFiles(outDir)).map(addPolicy))
  // Last: it knows every other file by its hash.
  await writeServiceWorker(outDir)
}
