import type { PageKind } from './page-kinds.ts'
import { readdir, readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { gzipSync } from 'node:zlib'
import { writtenModules } from '../course/index.ts'
import { precacheBytes } from '../offline/precache.ts'
import { DeckAssets } from './deck-assets.ts'
import { pageKind } from './page-kinds.ts'

const KIB = 1024

interface PageBudget {
  script: number
  /** HTML, scripts, styles and fonts. */
  page: number
  /** As much more for each module: pages that list something of all of them. */
  module?: number
}

/** Bytes on the wire (gzip) that a first visit may cost. */
export const budgets = {
  pages: {
    home: { script: 72 * KIB, page: 118 * KIB },
    roadmap: { script: 84 * KIB, page: 136 * KIB },
    overview: { script: 76 * KIB, page: 126 * KIB },
    chapter: { script: 72 * KIB, page: 130 * KIB },
    lab: { script: 72 * KIB, page: 130 * KIB },
    exercises: { script: 72 * KIB, page: 126 * KIB },
    quiz: { script: 82 * KIB, page: 130 * KIB },
    reference: { script: 72 * KIB, page: 124 * KIB },
    glossary: { script: 72 * KIB, page: 112 * KIB, module: 6 * KIB },
    troubleshooting: { script: 72 * KIB, page: 112 * KIB, module: 10 * KIB },
    error: { script: 72 * KIB, page: 114 * KIB },
  } satisfies Record<PageKind, PageBudget>,
  deck: { script: 110 * KIB },
  /** Loaded when a reader opens the search. The texts that snippets are cut from come page by page, after the results. */
  search: { script: 20 * KIB, index: (modules: number) => (20 + 30 * modules) * KIB },
  /** Bytes of a PDF, for each of its pages. */
  pdf: { page: 32 * KIB },
  /** The copy of the course that a browser keeps for reading offline: what all modules share, and each module. */
  offline: { shared: 650 * KIB, module: 450 * KIB },
} as const

/** Bytes that the offline copy may weigh today. */
export const offlineBudget = budgets.offline.shared + writtenModules.length * budgets.offline.module

/** What no browser of a reader should have to load: it is build-time work. */
const forbidden = [
  [/flowchart-elk|mermaidAPI/, 'Mermaid'],
  [/YAMLParseError|YAMLException|YAMLSemanticError/, 'a YAML parser'],
  [/compileToFunction|baseCompile|TemplateCompiler/, 'Vue\'s template compiler'],
] as const

export interface Weight {
  /** Site path of the page. */
  path: string
  html: number
  script: number
  style: number
  font: number
}

export interface PageWeight extends Weight {
  kind: PageKind
}

export function total({ html, script, style, font }: Weight): number {
  return html + script + style + font
}

/** Reads built files, and remembers what they weigh: pages share most of what they load. */
export class BuiltSite {
  readonly decks: DeckAssets
  private readonly sizes = new Map<string, number>()
  private readonly texts = new Map<string, string>()
  private readonly folder: string

  constructor(folder: string) {
    this.folder = folder
    this.decks = new DeckAssets(join(folder, 'decks'))
  }

  async text(file: string): Promise<string> {
    const known = this.texts.get(file) ?? await readFile(join(this.folder, file), 'utf8')
    this.texts.set(file, known)
    return known
  }

  /** Fonts are compressed already. */
  async size(file: string): Promise<number> {
    const known = this.sizes.get(file)
    if (known !== undefined)
      return known
    const bytes = await readFile(join(this.folder, file))
    const size = /\.(?:woff2|png)$/.test(file)
      ? bytes.length
      : gzipSync(bytes, { level: 9 }).length
    this.sizes.set(file, size)
    return size
  }

  async sum(files: Iterable<string>): Promise<number> {
    const sizes = await Promise.all([...files].map(f => this.size(f)))
    return sizes.reduce((a, b) => a + b, 0)
  }
}

/** Bytes on the wire of files of a built site. */
export function gzipped(folder: string, files: Iterable<string>): Promise<number> {
  return new BuiltSite(folder).sum(files)
}

function referenced(html: string, page: string, base: string, extension: RegExp): Set<string> {
  const urls = [
    ...html.matchAll(/(?:src|href)="([^"]+)"/g),
  ].map(m => m[1]!)
  return new Set(urls.filter(u => extension.test(u)).map(u => u.startsWith('/')
    ? u.slice(base.length)
    : posix.join(posix.dirname(page), u)))
}

/** Static imports, all the way: what the browser must have before the page runs. */
async function scriptsOf(site: BuiltSite, entries: Set<string>): Promise<Set<string>> {
  const all = new Set(entries)
  for (const file of all) {
    const code = await site.text(file)
    for (const [, specifier] of code.matchAll(/(?:^|[;}\s])(?:import|export)\s*(?:[\w*{][^"'`;]*?\bfrom\s*)?["'](\.[^"']+\.js)["']/g))
      all.add(posix.join(posix.dirname(file), specifier!))
  }
  return all
}

/** A page's text decides which of the subset fonts a browser fetches. */
async function fontsOf(site: BuiltSite, styles: Set<string>, html: string): Promise<Set<string>> {
  const characters = [
    ...new Set(html.replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]+>/g, ' ')),
  ].map(c => c.codePointAt(0)!)
  const used = new Set<string>()
  for (const style of styles) {
    for (const [face] of (await site.text(style)).matchAll(/@font-face\{[^}]*\}/g)) {
      const url = /url\(([^)]+\.woff2)\)/.exec(face)?.[1]?.replace(/["']/g, '')
      const ranges = [
        ...face.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/gi),
      ].map(m => [
        Number.parseInt(m[1]!, 16),
        Number.parseInt(m[2] ?? m[1]!, 16),
      ] as const)
      if (url && characters.some(c => ranges.some(([from, to]) => from <= c && c <= to))) {
        used.add(url.startsWith('/')
          ? posix.join('assets', posix.basename(url))
          : posix.join(posix.dirname(style), url))
      }
    }
  }
  return used
}

/**
 * What a deck asks for by itself, beside what its page names. For its first slide: the file with its first slides. When a browser has time: its controls, and what keeps it readable offline (shared/offline/client.ts).
 * Dialogs, notes, the lecturer's and the printer's pages are asked for by a person, later slides after three seconds.
 */
const asked = {
  slide: /(?:^|\/)slides-1-[^/]*\.js$/,
  deck: /(?:^|\/)(?:slides-1|client|NavControls)-[^/]*\.js$/,
} as const

/**
 * Scripts that a browser requests until the first slide of a built deck is there, or until the deck answers to keys and
 * clicks, as paths in the site. lecture.site.test.ts compares the latter with what a browser does.
 */
export async function deckScripts(site: BuiltSite, id: string, base: string, until: keyof typeof asked = 'deck'): Promise<Set<string>> {
  const page = `decks/${id}/index.html`
  const named = referenced(await site.text(page), page, base, /\.js$/)
  const own = (await site.decks.of(id)).filter(f => asked[until].test(f)).map(f => `decks/${f}`)
  if (!own.length)
    throw new Error(`decks/${id} has no file slides-1-*.js: without it its first load cannot be weighed`)
  return scriptsOf(site, new Set([...named, ...own]))
}

async function weighDeck(site: BuiltSite, id: string, base: string): Promise<Weight> {
  const weight = await weigh(site, `decks/${id}/index.html`, base)
  return { ...weight, script: await site.sum(await deckScripts(site, id, base)) }
}

async function weigh(site: BuiltSite, page: string, base: string): Promise<Weight> {
  const html = await site.text(page)
  const scripts = await scriptsOf(site, referenced(html, page, base, /\.js$/))
  const styles = referenced(html, page, base, /\.css$/)
  return {
    path: `/${page}`,
    html: await site.size(page),
    script: await site.sum(scripts),
    style: await site.sum(styles),
    font: await site.sum(await fontsOf(site, styles, html)),
  }
}

/** Parts of pages that come by an import in a component, which no page names, and yet with the page. */
const parts: Partial<Record<PageKind, RegExp>> = { overview: /^ModuleParts\..*\.js$/, quiz: /^CourseQuiz\..*\.js$/ }

async function weighPage(site: BuiltSite, folder: string, file: string, base: string): Promise<PageWeight> {
  const kind = pageKind(file)
  const weight = await weigh(site, file, base)
  const part = parts[kind]
  if (!part)
    return { ...weight, kind }
  const chunks = (await readdir(join(folder, 'assets/chunks'))).filter(f => part.test(f)).map(f => `assets/chunks/${f}`)
  const all = await scriptsOf(site, new Set([...referenced(await site.text(file), file, base, /\.js$/), ...chunks]))
  return { ...weight, kind, script: await site.sum(all) }
}

/** What breaks a page's budget, a line each. */
export function overPage(weight: PageWeight, modules = writtenModules.length): string[] {
  const { script, page, module = 0 }: PageBudget = budgets.pages[weight.kind]
  return over(weight, { script, page: page + module * modules })
}

function kib(bytes: number): string {
  return `${(bytes / KIB).toFixed(1)} KiB`
}

function over(weight: Weight, limit: { script: number, page?: number }): string[] {
  return [
    ...(weight.script > limit.script
      ? [`${weight.path}: ${kib(weight.script)} of JavaScript, the budget is ${kib(limit.script)}`]
      : []),
    ...(limit.page && total(weight) > limit.page
      ? [`${weight.path}: ${kib(total(weight))} in all (HTML ${kib(weight.html)}, JavaScript ${kib(weight.script)}, CSS ${kib(weight.style)}, fonts ${kib(weight.font)}), the budget is ${kib(limit.page)}`]
      : []),
  ]
}

/** What the search costs, in bytes on the wire. */
export interface SearchWeight {
  /** What opening it loads beyond a page's own scripts. */
  script: number
  index: number
  /** Texts of all pages; a search loads those of the pages it shows. */
  texts: number
}

async function weighSearch(site: BuiltSite, folder: string, base: string): Promise<SearchWeight> {
  const chunks = (await readdir(join(folder, 'assets/chunks'))).filter(f => /^SearchDialog\..*\.js$/.test(f)).map(f => `assets/chunks/${f}`)
  const ofPages = await scriptsOf(site, referenced(await site.text('index.html'), 'index.html', base, /\.js$/))
  const own = [...await scriptsOf(site, new Set(chunks))].filter(f => !ofPages.has(f))
  return {
    script: await site.sum(own),
    index: await site.size('search/index.json'),
    texts: await site.sum((await readdir(join(folder, 'search/texts'))).map(f => `search/texts/${f}`)),
  }
}

function overSearch({ script, index }: SearchWeight): string[] {
  const limit = budgets.search.index(writtenModules.length)
  return [
    ...(script === 0 ? ['The search has no script of its own: it is in every page, or its dialog is no chunk called SearchDialog'] : []),
    ...(script > budgets.search.script ? [`The search loads ${kib(script)} of JavaScript, the budget is ${kib(budgets.search.script)}`] : []),
    ...(index > limit ? [`search/index.json: ${kib(index)}, the budget for ${writtenModules.length} modules is ${kib(limit)}`] : []),
  ]
}

export interface Weighed {
  /** Every page of the workbook. */
  pages: PageWeight[]
  decks: Weight[]
  search: SearchWeight
  /** Bytes on the wire of the copy for reading offline. */
  offline: number
  /** What breaks a budget, a line each. */
  problems: string[]
}

/** Weighs every page and every deck of a built site, and its copy for reading offline. */
export async function weighSite(folder: string, base: string): Promise<Weighed> {
  const site = new BuiltSite(folder)
  const files = (await readdir(folder, { recursive: true })).filter(f => f.endsWith('.html') && !/^(?:decks|labs)\//.test(f))
  const pages = await Promise.all(files.map(f => weighPage(site, folder, f, base)))
  const decks = await Promise.all(writtenModules.map(m => weighDeck(site, m.id, base)))
  const search = await weighSearch(site, folder, base)
  const offline = await precacheBytes(folder)
  const problems = [
    ...(offline > offlineBudget ? [`The copy for reading offline: ${kib(offline)}, the budget is ${kib(offlineBudget)}`] : []),
    ...overSearch(search),
    ...pages.flatMap(w => overPage(w)),
    ...decks.flatMap(w => over(w, budgets.deck)),
  ]
  for (const file of (await readdir(folder, { recursive: true })).filter(f => f.endsWith('.js'))) {
    const code = await site.text(file)
    problems.push(...forbidden.filter(([sign]) => sign.test(code)).map(([, name]) => `${file} contains ${name}`))
  }
  return { pages, decks, search, offline, problems }
}
