import { fileURLToPath } from 'node:url'
import { moduleById } from '../course/index.ts'

const addon = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '')

/** What every deck's headmatter says, so that no deck has to: a deck names its module and nothing else. */
function headmatter(id: string): Record<string, unknown> {
  const module = moduleById(id)
  if (module.status !== 'written')
    throw new Error(`Module "${id}" is only planned: a deck belongs to a written one`)
  const { title } = module
  return {
    title,
    titleTemplate: '%s: слайды | Курс Debezium',
    lang: 'ru',
    deckMinutes: module.deck.minutes,
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
}

const opening = /^module:\s*(\S+)\s*$/

/** Fills in the headmatter of a file that begins with `---`, `module: <id>`; leaves other files alone. */
export function expandHeadmatter(lines: string[]): void {
  const id = lines[0]?.trim() === '---'
    ? opening.exec(lines[1] ?? '')?.[1]
    : undefined
  if (id)
    lines.splice(2, 0, ...Object.entries(headmatter(id)).map(([key, value]) => `${key}: ${JSON.stringify(value)}`))
}
