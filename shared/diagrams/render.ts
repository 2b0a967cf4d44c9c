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
  return colourActors(renderMermaidSVG(code, { transparent: true, font: 'inherit', padding: 10 }), actors)
    .replace(/<style>[\s\S]*?<\/style>/g, '') // imports web fonts, and Vue refuses <style> in a template
    .replace(/<svg ([^>]*?) style="[^"]*"/, `<svg $1 role="img" aria-label="${escapeAttribute(title)}"`)
    // An id of a hidden figure's marker would hide the arrow heads of the others with the same id.
    .replace(/id="([\w-]+)"/g, `id="${scope}-$1"`)
    .replace(/url\(#([\w-]+)\)/g, `url(#${scope}-$1)`)
    // UnoCSS in attributify mode reads font-size="13" as the utility font-size-13 (3.25rem).
    .replace(/ font-size="([\d.]+)"/g, ' style="font-size:$1px"')
    // Tenths of a pixel are enough, and each figure is in the page's HTML.
    .replace(/(\d+\.\d)\d+/g, '$1')
    .replace(/\n\s*/g, '')
}

interface DiagramOptions {
  /** Also draw a flow from left to right from top to bottom, for narrow screens. */
  narrow?: boolean
}

/**
 * Mermaid source to a self-contained inline SVG, at build time: no client code, colours from CSS variables.
 * @throws if the source names no title or Mermaid's grammar refuses it.
 * @see https://github.com/lukilabs/beautiful-mermaid
 */
export function renderDiagram(text: string, { narrow = false }: DiagramOptions = {}): string {
  const { title, actors, code } = readSource(text)
  const downwards = narrow && /^(?:flowchart|graph) LR/.test(code)
    ? code.replace(/ LR/, ' TD')
    : undefined
  const figure = (source: string, name: string) =>
    `<div class="diagram-scroll${name}" tabindex="0" role="group" aria-label="${escapeAttribute(title)}">${toSvg(source, title, actors)}</div>`
  const drawn = downwards
    ? figure(code, ' wide') + figure(downwards, ' narrow')
    : figure(code, '')
  return `<figure class="diagram" v-pre>${drawn}</figure>\n`
}
