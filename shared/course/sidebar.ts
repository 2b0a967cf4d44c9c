import type { DefaultTheme } from 'vitepress'
import type { Module, ProgressItem } from './types.ts'
import { modules } from './index.ts'
import { itemsOf } from './progress-items.ts'

type Item = DefaultTheme.SidebarItem

/** Pages of a module that are read, not ticked. */
function references(m: Module): Item[] {
  return [
    { text: 'Шпаргалка', link: `/${m.id}/cheatsheet` },
    { text: 'Источники', link: `/${m.id}/sources` },
  ]
}

function entry({ kind, title, path }: ProgressItem): Item {
  // A deck is a site of its own: the workbook's router must let go of the link.
  return {
    text: title,
    link: path,
    ...(kind === 'deck' && { target: '_self' }),
  }
}

function moduleItem(m: Module): Item {
  if (m.status === 'planned')
    return { text: `${m.title} · скоро` }
  const items = itemsOf(m)
  const exercises = items.some(i => i.kind === 'exercise')
    ? [
        { text: 'Упражнения', link: `/${m.id}/exercises` },
      ]
    : []
  return {
    text: m.title,
    link: `/${m.id}/`,
    collapsed: false,
    items: [
      ...items.filter(i => i.kind !== 'exercise' && i.kind !== 'quiz').map(entry),
      ...exercises,
      ...items.filter(i => i.kind === 'quiz').map(entry),
      ...references(m),
    ],
  }
}

/** The workbook's menu: all modules in order, those to come as plain text. */
export function sidebar(): Item[] {
  return [
    {
      text: 'Курс',
      items: [
        { text: 'Дорожная карта', link: '/roadmap' },
        { text: 'Глоссарий', link: '/glossary' },
        { text: 'Неполадки', link: '/troubleshooting' },
      ],
    },
    ...modules.map(moduleItem),
  ]
}
