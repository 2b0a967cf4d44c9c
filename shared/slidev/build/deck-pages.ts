import type { IndexHtmlTransformContext } from 'vite'
import type { JointDeck } from './deck-list.ts'
import { escaped } from '../../publish/html.ts'

type Bundle = IndexHtmlTransformContext['bundle'] & object

/** @throws if Slidev's page starts its client in another way. */
export function pageOf({ id, config }: JointDeck, html: string): string {
  const script = '<script type="module"'
  if (!html.includes(script))
    throw new Error('index.html of @slidev/client has no script: adapt shared/slidev/build/deck-pages.ts')
  return html
    .replace(/<title>.*<\/title>/, () => `<title>${escaped(String(config.slidesTitle))}</title>`)
    .replace(script, `<script type="module" src="/@course-deck/${id}/list.js"></script>\n  ${script}`)
}

const moduleScript = /\s*<script type="module"[^>]* src="([^"]+)"><\/script>/g

/**
 * A page runs two of its modules: first the one that says which deck it shows, then Slidev's client. What they import is
 * only fetched early.
 * @param html A built page, where Vite runs every module of an entry that has no code of its own.
 * @param run Files of the two.
 */
export function inOrder(html: string, run: readonly string[]): string {
  const imported = [...html.matchAll(moduleScript)].map(([, src]) => src!).filter(src => !run.some(f => src.endsWith(f)))
  const tags = [
    ...imported.map(src => `<link rel="modulepreload" crossorigin href="${src}">`),
    ...run.map(f => `<script type="module" crossorigin src="../${f}"></script>`),
  ]
  return html.replace(moduleScript, '').replace('</head>', `${tags.join('\n')}\n</head>`)
}

/** @throws if the bundle has no file with the module. */
export function fileWith(bundle: Bundle, module: string): string {
  const chunk = Object.values(bundle).find(c => c.type === 'chunk' && c.moduleIds.includes(module))
  if (!chunk)
    throw new Error(`No built file has ${module}: adapt shared/slidev/build/deck-pages.ts`)
  return chunk.fileName
}
