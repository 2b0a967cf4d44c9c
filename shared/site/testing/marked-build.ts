import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeServiceWorker } from '../../offline/build.ts'

/** Where a build's files with hashed names lie. */
const assets = /(?<![\w-])assets\//g

/** Says of itself which build it belongs to, once it is in effect. */
const marks: Record<string, (text: string, mark: string) => string> = {
  html: (text, mark) => text.replace('<html ', `<html data-build="${mark}" `),
  js: (text, mark) => `${text}\n;(globalThis.builds ??= new Set()).add('${mark}')`,
  css: (text, mark) => `${text}\n:root{--build-${mark}:1}`,
}

async function mark(file: string, name: string): Promise<void> {
  const own = marks[file.split('.').at(-1)!]
  if (own)
    await writeFile(file, own((await readFile(file, 'utf8')).replace(assets, `assets/${name}/`), name))
}

async function moveAssets(folder: string, name: string): Promise<void> {
  await cp(join(folder, 'assets'), join(`${folder}.assets`), { recursive: true })
  await rm(join(folder, 'assets'), { recursive: true })
  await cp(`${folder}.assets`, join(folder, 'assets', name), { recursive: true })
  await rm(`${folder}.assets`, { recursive: true })
}

/**
 * A copy of a built site as another build would be: every page, script and style sheet has another content, every
 * asset another address. What runs in a page names the build that it is from; see `buildsIn`.
 */
export async function markedBuild(source: string, folder: string, name: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await cp(source, folder, { recursive: true, filter: file => !file.startsWith(join(source, 'labs')) })
  const files = await readdir(folder, { recursive: true })
  await Promise.all(files.map(f => mark(join(folder, f), name)))
  for (const place of ['', 'decks'])
    await moveAssets(join(folder, place), name)
  await writeServiceWorker(folder)
}

/** Runs in a page: the builds that its HTML, its scripts and its style sheets are from. */
export function buildsIn(names: readonly string[]): { html: string, scripts: string, styles: string } {
  const style = getComputedStyle(document.documentElement)
  return {
    html: document.documentElement.dataset.build ?? '',
    scripts: [...(globalThis as unknown as { builds?: Set<string> }).builds ?? []].sort().join('+'),
    styles: names.filter(n => style.getPropertyValue(`--build-${n}`)).join('+'),
  }
}
