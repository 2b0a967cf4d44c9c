import type { WrittenModule } from '../course/index.ts'
import { deckDescription } from '../course/description.ts'
import { escaped, intoHead, tag } from './html.ts'

/** What a deck shows until its code has arrived: what it is about, where its first slide will say the same. */
function opening({ title }: WrittenModule): string {
  return '<div style="display:grid;place-content:center;height:100vh;padding:0 5vw;font-family:var(--font-text);color:var(--ink);background:var(--page)">'
    + `<h1 style="margin:0;font-size:max(28px,min(4.6vw,8.2vh));font-weight:600;line-height:1.2;text-align:center">${escaped(title)}</h1>`
    + '<p style="margin:1em 0 0;text-align:center;color:var(--ink-soft)">Слайды открываются…</p></div>'
}

/**
 * A deck as Slidev built it, with a main part and a first view. Its head says things about it in Slidev's words, and
 * in quotes: the model says them better.
 */
export function withOpening(html: string, deck: WrittenModule): string {
  const bare = html.replace(/<meta (?:name="description"|property="og:\w+")[^>]*>\s*/g, '')
  const body = bare.replace('<div id="app"></div>', `<main id="app">${opening(deck)}</main>`)
  return intoHead(body, [tag('meta', { name: 'description', content: deckDescription(deck) })])
}
