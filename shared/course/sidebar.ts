import type { DefaultTheme } from 'vitepress'
import type { MenuEntry } from './page.ts'
import type { Module, ModuleId, ProgressItem } from './types.ts'
import { moduleById, modules } from './index.ts'
import { itemsOf } from './progress-items.ts'

type Item = DefaultTheme.SidebarItem

/** Pages of a module that are read, not ticked. */
function references(m: Module): MenuEntry[] {
  return [
    { text: 'Шпаргалка', link: `/${m.id}/cheatsheet` },
    { text: 'Источники', link: `/${m.id}/sources` },
  ]
}

function entry({ kind, title, path }: ProgressItem): MenuEntry {
  // A deck is a site of its own: the workbook's router must let go of the link.
  return {
    text: title,
    link: path,
    ...(kind === 'deck' && { target: '_self' }),
  }
}

/** A module as an entry of the menu that every page has; its parts are in the menu of its own pages. */
function moduleItem(m: Module): Item {
  return m.status === 'planned'
    ? { text: `${m.title} · скоро` }
    : { text: m.title, link: `/${m.id}/` }
}

/**
 * A module's overview and its parts in reading order, for the menu on its pages. Each page carries its own: the parts of thirteen
 * modules on every page would be a tenth of its weight.
 * @param id The module.
 * @param path Site path of the page.
 */
export function moduleMenu(id: ModuleId, path: string): MenuEntry[] {
  const module = moduleById(id)
  const items = itemsOf(module)
  const exercises = items.some(i => i.kind === 'exercise')
    ? [{ text: 'Упражнения', link: `/${id}/exercises` }]
    : []
  const all = [
    { text: module.title, link: `/${id}/` },
    ...items.filter(i => i.kind !== 'exercise' && i.kind !== 'quiz').map(entry),
    ...exercises,
    ...items.filter(i => i.kind === 'quiz').map(entry),
    ...references(module),
  ]
  return all.map(e => e.link === path ? { ...e, here: true } : e)
}

/** The workbook's menu: what leads through the course, and all modules in order, those to come as plain text. */
export function sidebar(): DefaultTheme.SidebarItem[] {
  return [
    {
      text: 'Курс',
      items: [
        { text: 'Дорожная карта', link: '/roadmap' },
        { text: 'Глоссарий', link: '/glossary' },
        { text: 'Неполадки', link: '/troubleshooting' },
      ],
    },
    { text: 'Модули', items: modules.map(moduleItem) },
  ]
}
