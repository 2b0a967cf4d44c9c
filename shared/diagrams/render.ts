import { createHash } from 'node:crypto'
import { renderMermaidSVG } from 'beautiful-mermaid'

/** The parts of a pipeline, each with one colour on every surface; see `shared/components/tokens.css`. */
export const roles = [
  'source',
  'journal',
  'reader',
  'log',
  'sink',
  'failure',
] as const

const roleClasses = roles.map(r => `classDef ${r} fill:var(--${r}-tint),stroke:var(--${r})`).join('\n')

interface Source { title: string, actors: Record<string, string>, code: string }

/** `%% title: …` names the figure for those who cannot see it; `%% roles: PG=source C=reader` colours actors of a sequence. */
function readSource(text: string): Source {
  const comment = (name: string) => new RegExp(`^\\s*%% ${name}: (.+)$`, 'm').exec(text)?.[1]?.trim()
  const title = comment('title')
  if (!title)
    throw new Error(`A diagram needs an alternative text. Add a line "%% title: …" to:\n${text}`)
  const actors = Object.fromEntries((comment('roles') ?? '').split(/\s+/).filter(Boolean).map(pair => pair.split('=') as [string, string]))
  const code = text.replace(/^\s*%%.*$/gm, '').trim()
  return {
    title,
    actors,
    code: /^(?:flowchart|graph|stateDiagram)/.test(code)
      ? `${code}\n${roleClasses}`
      : code,
  }
}

function escapeAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;')
}

/** Marks `<g class="actor" data-id="PG">` with the role's class. */
function colourActors(svg: string, actors: Record<string, string>): string {
  return svg.replace(/<g class="actor" data-id="(\w+)"/g, (group, id: string) =>
    actors[id]
      ? group.replace('class="actor"', `class="actor role-${actors[id]}"`)
      : group)
}

function toSvg(code: string, title: string, actors: Record<string, string>): string {
  const scope = `d${createHash('sha256').update(code).digest('hex').slice(0, 8)}`
  return colourActors(renderMermaidSVG(code, { transparent: true, font: 'inherit', padding: 10, layerSpacing: 24 }), actors)
    .replace(/<style>[\s\S]*?<\/style>/g, '') // imports web fonts, and Vue refuses <style> in a template
    // Without what Vue does not know as an attribute (xmlns, role) a figure is a string for it, which the page's script leaves
    // out; with it, it is a tree of calls that every page loads.
    .replace(/<svg ([^>]*?) style="[^"]*"/, `<svg $1 aria-label="${escapeAttribute(title)}" aria-hidden="true"`)
    .replace(/ xmlns="[^"]*"/, '')
    // An id of a hidden figure's marker would hide the arrow heads of the others with the same id.
    .replace(/id="([\w-]+)"/g, `id="${scope}-$1"`)
    .replace(/url\(#([\w-]+)\)/g, `url(#${scope}-$1)`)
    // Labels of arrows are drawn smaller than the rest, too small for the last row.
    .replace(/ font-size="11"/g, ' font-size="13"')
    // UnoCSS in attributify mode reads font-size="13" as the utility font-size-13 (3.25rem).
    .replace(/ font-size="([\d.]+)"/g, ' style="font-size:$1px"')
    // Tenths of a pixel are enough, and each figure is in the page's HTML.
    .replace(/ (?!aria|data)[\w-]+="[^"]*"/g, attribute => attribute.replace(/(\d+\.\d)\d+/g, '$1'))
    .replace(/\n\s*/g, '')
}

/** Where a figure stands: how wide it may be drawn (pixels of the renderer's own 13 px type), and how much larger it is shown. */
const surfaces = {
  page: { widest: 800, scale: 1.2 },
  slide: { widest: 620, scale: 3 },
} as const

export type Surface = keyof typeof surfaces

function sizeOf(svg: string): { width: number, height: number } {
  const [, width, height] = /<svg [^>]*?width="([\d.]+)" height="([\d.]+)"/.exec(svg)!
  return { width: Number(width), height: Number(height) }
}

/** Labels of a sequence are drawn over whatever is beside them: the renderer does not make room. */
function refuseLongLabels(svg: string): void {
  for (const [, label, x1, x2] of svg.matchAll(/data-label="([^"]*)"[^>]*data-self="false">\s*<line x1="([\d.]+)"[^>]*x2="([\d.]+)"/g)) {
    const room = Math.floor((Math.abs(Number(x1) - Number(x2)) - 6) / 7)
    if (label!.length > room)
      throw new Error(`The message "${label}" of a sequence diagram has ${label!.length} characters; ${room} fit between its lifelines`)
  }
}

/** Shown at its surface's scale, never wider than its column. */
function scaled(svg: string, surface: Surface, title: string): string {
  const { width, height } = sizeOf(svg)
  const { widest, scale } = surfaces[surface]
  if (width > widest)
    throw new Error(`The diagram "${title}" is ${Math.round(width)} px wide; on a ${surface} more than ${widest} cannot be read. Shorten its labels or draw it TD`)
  return svg.replace(/width="[\d.]+" height="[\d.]+"/, `width="${Math.round(width * scale)}" height="${Math.round(height * scale)}"`)
}

/**
 * Mermaid source to a self-contained inline SVG, at build time: no client code, colours from CSS variables. On a page a
 * flow from left to right is also drawn from top to bottom, for narrow screens.
 *
 * @throws if the source names no title, Mermaid's grammar refuses it, or it could not be read where it stands.
 * @see https://github.com/lukilabs/beautiful-mermaid
 */
export function renderDiagram(text: string, surface: Surface): string {
  const { title, actors, code } = readSource(text)
  const downwards = surface === 'page' && /^(?:flowchart|graph) LR/.test(code)
    ? code.replace(/ LR/, ' TD')
    : undefined
  const svg = toSvg(code, title, actors)
  refuseLongLabels(svg)
  // The renderer's notes to whoever would edit the drawing; a page only shows it.
  const figure = (drawing: string, name: string) =>
    `<section class="diagram-scroll${name}" tabindex="0" aria-label="${escapeAttribute(title)}">${drawing.replace(/ data-[\w-]+="[^"]*"/g, '')}</section>`
  const drawn = downwards
    ? figure(scaled(svg, surface, title), ' wide') + figure(toSvg(downwards, title, actors), ' narrow')
    : figure(scaled(svg, surface, title), '')
  return `<figure class="diagram" v-pre>${drawn}</figure>\n`
}
