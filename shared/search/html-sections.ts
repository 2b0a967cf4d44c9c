import type { Section } from './page.ts'
import { parseDocument } from 'htmlparser2'

type ChildNode = ReturnType<typeof parseDocument>['children'][number]
type Element = Extract<ChildNode, { name: string, attribs: object }>
type Field = 'prose' | 'names' | 'listings'

/** Parts of a page that are not its text; a component that should not be found carries `data-search-skip`. */
function isSkipped({ name, attribs }: Element): boolean {
  return ['script', 'style', 'button', 'figcaption', 'svg', 'form'].includes(name)
    || 'data-search-skip' in attribs
    || /(?:^| )(?:header-anchor|lang|line-numbers-wrapper)(?: |$)/.test(attribs.class ?? '')
}

const blocks = /^(?:p|div|li|ul|ol|pre|table|tr|td|th|h\d|figure|details|summary|blockquote|section|br|dt|dd)$/

interface Reading {
  title: string
  sections: Section[]
}

class SectionReader {
  title = ''
  readonly sections: Section[] = [emptySection()]
  private heading: string | undefined

  read(nodes: ChildNode[], within: Field = 'prose'): void {
    for (const node of nodes) {
      if (node.type === 'text' && 'data' in node)
        this.add(node.data, within)
      else if ('attribs' in node)
        this.readElement(node, within)
    }
  }

  private readElement(element: Element, within: Field): void {
    if (element.name === 'svg')
      return this.add(` ${element.attribs['aria-label'] ?? ''} `, 'prose')
    if (isSkipped(element))
      return
    if (/^h[1-4]$/.test(element.name) && element.attribs.id)
      return this.open(element)
    const inside = element.name === 'pre' ? 'listings' : element.name === 'code' && within !== 'listings' ? 'names' : within
    const edge = blocks.test(element.name)
    if (edge)
      this.separate(true)
    this.read(element.children, inside)
    if (edge || inside === 'names')
      this.separate(edge)
  }

  private open(element: Element): void {
    this.heading = ''
    this.read(element.children)
    const heading = squeeze(this.heading)
    this.heading = undefined
    if (element.name === 'h1')
      this.title = heading
    else
      this.sections.push({ ...emptySection(), heading, anchor: element.attribs.id! })
  }

  /** What follows is no part of the word before it: in the text only at the edge of a block, in a field always. */
  private separate(edge: boolean): void {
    if (this.heading !== undefined)
      return
    const section = this.sections.at(-1)!
    section.text += edge ? ' ' : ''
    section.prose += ' '
    section.names += ' '
    section.listings += ' '
  }

  private add(text: string, field: Field): void {
    if (this.heading !== undefined) {
      this.heading += text
      return
    }
    const section = this.sections.at(-1)!
    section[field] += text
    if (field !== 'listings')
      section.text += text
  }
}

function emptySection(): Section {
  return { anchor: '', text: '', prose: '', names: '', listings: '' }
}

/** One space for any white space; no trace of marks that have no width or of templates that a browser would fill in. */
export function squeeze(text: string): string {
  return text.replace(/[\u200B\uFEFF]|\{\{[^}]*\}\}/g, '').replace(/\s+/g, ' ').trim()
}

function squeezed(section: Section): Section {
  return { ...section, text: squeeze(section.text), prose: squeeze(section.prose), names: squeeze(section.names), listings: squeeze(section.listings) }
}

/** The first element that holds a page's text, or undefined in a fragment that is nothing but text. */
function contentOf(nodes: ChildNode[]): Element | undefined {
  for (const node of nodes) {
    if (!('attribs' in node))
      continue
    if (/(?:^| )(?:vp-doc|plain-page)(?: |$)/.test(node.attribs.class ?? ''))
      return node
    const inside = contentOf(node.children)
    if (inside)
      return inside
  }
  return undefined
}

/**
 * Splits a rendered page, or a fragment of one, by its headings that have an address.
 * Sections without text stay only if their heading is all there is to find.
 */
export function htmlSections(html: string): Reading {
  const { children } = parseDocument(html)
  const reader = new SectionReader()
  reader.read(contentOf(children)?.children ?? children)
  const sections = reader.sections.map(squeezed)
  return { title: reader.title, sections: sections.filter((s, i) => i === 0 || s.text || s.listings) }
}
