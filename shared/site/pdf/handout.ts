import type { Page } from 'playwright-chromium'
import type { SlideOutline } from '../../course/deck-outline.ts'
import MarkdownIt from 'markdown-it'

const md = new MarkdownIt({ html: false })

/** Notes as HTML; a step of the slide is a mark that can be found at a glance. */
export function noteHtml(note: string): string {
  return md.render(note).replace(/\[click(?::\d+)?\]/g, '<b class="click">клик</b>')
}

/** CSS pixels: A4 without its margins, and how much smaller a slide of 1280 × 720 stands on it. */
const column = 688
const scale = column / 1280

const style = `
  @page {
    size: A4 portrait;
    margin: 14mm;
    @bottom-right { content: counter(page) " / " counter(pages); font: 11px 'Golos Text'; color: #4d5562; }
  }
  html, body, #app { width: ${column}px !important; height: auto !important; overflow: visible !important; background: #fff; }
  .handout { break-before: page; width: ${column}px; color: #1c2026; font-family: var(--font-text); }
  .handout:first-child { break-before: auto; }
  .handout-head { margin: 0 0 10px; font-size: 12px; font-weight: 400; color: #4d5562; }
  .handout-frame { position: relative; width: ${column}px; height: ${720 * scale}px; overflow: hidden; break-inside: avoid; }
  .handout-frame .print-slide-container { break-after: auto; zoom: ${scale}; }
  .handout-frame::after { content: ''; position: absolute; inset: 0; border: 1px solid #d5d9e0; }
  .handout-note { margin-top: 18px; font-size: 14px; line-height: 1.5; }
  .handout-note p, .handout-note ul, .handout-note ol { margin: 0 0 9px; orphans: 3; widows: 3; }
  .handout-note ul { padding-left: 1.2em; list-style: disc; }
  .handout-note ol { padding-left: 1.4em; list-style: decimal; }
  .handout-note code { font-family: 'JetBrains Mono'; font-size: 0.92em; background: #f5f6f8; padding: 1px 3px; }
  .handout-note .click { margin-right: 4px; padding: 1px 6px; border-radius: 4px; background: #eaecf8; color: #3949ab; font-size: 12px; font-weight: 600; }
`

interface Sheet { head: string, note: string }

/** Runs in the page: puts each slide of the print route on a sheet, its notes below it. */
function layOut(sheets: readonly Sheet[]): void {
  const parent = document.createElement('main')
  document.querySelectorAll<HTMLElement>('.print-slide-container').forEach((slide, i) => {
    const sheet = parent.appendChild(document.createElement('section'))
    sheet.className = 'handout'
    const head = sheet.appendChild(document.createElement('h1'))
    head.className = 'handout-head'
    head.textContent = sheets[i]!.head
    const frame = sheet.appendChild(document.createElement('div'))
    frame.className = 'handout-frame'
    frame.append(slide)
    const note = sheet.appendChild(document.createElement('div'))
    note.className = 'handout-note'
    note.innerHTML = sheets[i]!.note
  })
  document.querySelector('#app')!.replaceChildren(parent)
}

/** Turns the print route of a deck, slides one under another, into sheets of A4. The heading of a sheet names its slide. */
export async function layOutHandout(page: Page, title: string, slides: readonly SlideOutline[]): Promise<void> {
  const sheets = slides.map(s => ({ head: `${title} · слайд ${s.no} из ${slides.length}`, note: noteHtml(s.note) }))
  await page.addStyleTag({ content: style })
  await page.evaluate(layOut, sheets)
  await page.setViewportSize({ width: column, height: 1000 })
}
