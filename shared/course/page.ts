import type { ModuleId, ProgressItem } from './types.ts'
import { modules } from './index.ts'
import { neighbours } from './order.ts'
import { allItems, itemsOf } from './progress-items.ts'

/** A part of a module in the menu of its pages. */
export interface MenuEntry {
  text: string
  /** Site path. */
  link: string
  target?: string
  /** The page that the menu stands on. */
  here?: boolean
}

/** What a workbook page is in the course; travels with the page to its header and footer. */
export interface CoursePage {
  module: ModuleId
  moduleTitle: string
  /** The item that the page is; absent on a module's overview, cheat sheet and sources. */
  item?: ProgressItem
  outcome?: string
  previous?: ProgressItem
  next?: ProgressItem
  /** The first slide that leads to this page. */
  slide?: number
  /** The parts of the module, this page among them. */
  menu?: readonly MenuEntry[]
  /** PDFs of the module's deck: site path and what it is. */
  downloads?: readonly { path: string, text: string }[]
  /** When and on what the module's material last ran, in Russian. */
  verified?: string
  /** Where its text is edited. */
  edit?: string
}

/** `postgres/slots.md` → `/postgres/slots`, `postgres/index.md` → `/postgres/`. */
export function sitePath(file: string): string {
  return `/${file.replace(/(^|\/)index\.md$/, '$1').replace(/\.md$/, '')}`
}

/** The page's place in the course, or undefined for a page outside the modules. */
export function coursePage(file: string): CoursePage | undefined {
  const module = modules.find(m => file.startsWith(`${m.id}/`))
  if (module?.status !== 'written')
    return undefined
  const path = sitePath(file)
  const item = allItems.find(i => i.path === path)
  const chapter = module.chapters.find(c => path === `/${module.id}/${c.slug}`)
  const outcome = chapter?.outcome ?? (path === `/${module.id}/`
    ? module.outcome
    : undefined)
  // Exercises share a page: the way goes on from the last of them.
  const last = item ?? itemsOf(module).findLast(i => i.path.startsWith(`${path}#`))
  return {
    module: module.id,
    moduleTitle: module.title,
    ...(item && { item }),
    ...(outcome && { outcome }),
    ...(last && neighbours(last.id)),
  }
}
