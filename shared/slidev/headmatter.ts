import { fileURLToPath } from 'node:url'
import { moduleById } from '../course/index.ts'

const addon = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '')

/** What the headmatter of every deck says. */
export const common = {
  titleTemplate: '%s: слайды | Курс Debezium',
  lang: 'ru',
  theme: 'default',
  addons: [addon],
  canvasWidth: 1280,
  aspectRatio: 16 / 9,
  // The default favicon is fetched from a CDN.
  favicon: 'data:,',
  fonts: { provider: 'none', sans: 'Golos Text', mono: 'JetBrains Mono' },
  // A link into a deck with history mode ends on the site-wide 404 of GitHub Pages.
  routerMode: 'hash',
  colorSchema: 'auto',
  transition: 'none',
  monaco: false,
  record: false,
  drawings: { enabled: false },
  presenter: true,
  browserExporter: 'dev',
  wakeLock: false,
  contextMenu: false,
}

/** What the headmatter of one deck says besides. */
function ofModule(id: string): Record<string, unknown> {
  const module = moduleById(id)
  if (module.status !== 'written')
    throw new Error(`Module "${id}" is only planned: a deck belongs to a written one`)
  return { title: module.title, deckMinutes: module.deck.minutes }
}

const yaml = (settings: object): string[] => Object.entries(settings).map(([key, value]) => `${key}: ${JSON.stringify(value)}`)

const opening = /^module:\s*(\S+)\s*$/

/** Fills in the headmatter of a file that begins with `---`, `module: <id>`, so that no deck has to; leaves other files alone. */
export function expandHeadmatter(lines: string[]): void {
  const id = lines[0]?.trim() === '---'
    ? opening.exec(lines[1] ?? '')?.[1]
    : undefined
  if (id)
    lines.splice(2, 0, ...yaml({ ...ofModule(id), ...common }))
}

/**
 * A file beside several decks that lists them, to be built together, see build/deck-entries.ts. It opens with a slide of
 * its own: what its headmatter says would be said of every slide of the first deck.
 */
export function deckList(ids: readonly string[]): string {
  return [{ decks: ids, ...common }, ...ids.map(id => ({ src: `./${id}.md` }))].map(settings => ['---', ...yaml(settings), '---', ''].join('\n')).join('\n')
}
