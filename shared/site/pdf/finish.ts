import type { PDFArray, PDFDict } from '@cantoo/pdf-lib'
import type { OutlineEntry } from './outline.ts'
import { PDFDocument, PDFHexString, PDFName, PDFNumber, PDFRef, PDFString } from '@cantoo/pdf-lib'

export interface Finish {
  title: string
  contents: readonly OutlineEntry[]
  /** Where the printed page was served; links below it are links into the site. */
  origin: string
  /** The published site, with a slash at the end. Without it, links into the site are left out: they would lead nowhere. */
  address?: string | undefined
  /** The page of a slide, by the slide's number. */
  pageOf: (no: number) => number
}

function linked(doc: PDFDocument, entries: readonly OutlineEntry[], parent: PDFRef): { first: PDFRef, last: PDFRef, count: number } {
  const refs = entries.map(() => doc.context.nextRef())
  let count = entries.length
  entries.forEach((entry, i) => {
    const item = doc.context.obj({ Title: PDFHexString.fromText(entry.title), Parent: parent, Dest: [doc.getPage(entry.page).ref, 'Fit'] })
    if (i)
      item.set(PDFName.of('Prev'), refs[i - 1]!)
    if (i < refs.length - 1)
      item.set(PDFName.of('Next'), refs[i + 1]!)
    if (entry.children.length)
      count += addChildren(doc, item, entry.children, refs[i]!)
    doc.context.assign(refs[i]!, item)
  })
  return { first: refs[0]!, last: refs.at(-1)!, count }
}

/** @see ISO 32000-1, 12.3.3: a positive count says that the entry is open. */
function addChildren(doc: PDFDocument, item: PDFDict, children: readonly OutlineEntry[], ref: PDFRef): number {
  const { first, last, count } = linked(doc, children, ref)
  item.set(PDFName.of('First'), first)
  item.set(PDFName.of('Last'), last)
  item.set(PDFName.of('Count'), PDFNumber.of(count))
  return count
}

function writeOutline(doc: PDFDocument, contents: readonly OutlineEntry[]): void {
  const ref = doc.context.nextRef()
  const root = doc.context.obj({ Type: 'Outlines' })
  addChildren(doc, root, contents, ref)
  doc.context.assign(ref, root)
  doc.catalog.set(PDFName.of('Outlines'), ref)
  doc.catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'))
}

/** The URI of a link annotation, as text. */
function uriOf(action: PDFDict | undefined): string | undefined {
  const uri = action?.lookup(PDFName.of('URI'))
  return uri instanceof PDFString || uri instanceof PDFHexString ? uri.decodeText() : undefined
}

/** Points a link at the published site or at a page of the same file. @returns false if it cannot lead anywhere. */
function redirect(doc: PDFDocument, annotation: PDFDict, { origin, address, pageOf }: Finish): boolean {
  const uri = uriOf(annotation.lookup(PDFName.of('A')) as PDFDict | undefined)
  if (!uri?.startsWith(origin))
    return true
  const slide = /[?&]print=[^#]*#\/(\d+)/.exec(uri)?.[1]
  if (slide) {
    annotation.set(PDFName.of('A'), doc.context.obj({ S: 'GoTo', D: [doc.getPage(pageOf(Number(slide))).ref, 'Fit'] }))
    return true
  }
  if (!address)
    return false
  annotation.set(PDFName.of('A'), doc.context.obj({ S: 'URI', URI: PDFString.of(address + uri.slice(origin.length)) }))
  return true
}

function redirectLinks(doc: PDFDocument, finish: Finish): void {
  for (const page of doc.getPages()) {
    const annotations = page.node.lookup(PDFName.of('Annots')) as PDFArray | undefined
    for (let i = (annotations?.size() ?? 0) - 1; i >= 0; i--) {
      if (!redirect(doc, annotations!.lookup(i) as PDFDict, finish))
        annotations!.remove(i)
    }
  }
}

/**
 * Pages of the headings in Chromium's own outline, by the number that the heading names: `… слайд 3 из 28`. Where a
 * slide's notes run over to another page, no one else knows on which page the next slide is.
 */
export async function pagesOfSlides(pdf: Uint8Array): Promise<Map<number, number>> {
  const doc = await PDFDocument.load(pdf)
  const pages = new Map(doc.getPages().map((p, i) => [p.ref.toString(), i]))
  const found = new Map<number, number>()
  const visit = (item: PDFDict | undefined): void => {
    for (let at = item; at; at = at.lookup(PDFName.of('Next')) as PDFDict | undefined) {
      const title = at.lookup(PDFName.of('Title'))
      const no = title instanceof PDFString || title instanceof PDFHexString ? /слайд\s*(\d+)/.exec(title.decodeText())?.[1] : undefined
      const page = (at.lookup(PDFName.of('Dest')) as PDFArray | undefined)?.get(0)
      if (no && page instanceof PDFRef)
        found.set(Number(no), pages.get(page.toString())!)
      visit(at.lookup(PDFName.of('First')) as PDFDict | undefined)
    }
  }
  visit((doc.catalog.lookup(PDFName.of('Outlines')) as PDFDict | undefined)?.lookup(PDFName.of('First')) as PDFDict | undefined)
  return found
}

/**
 * Gives a printed deck what Chromium does not: contents with whole titles (Chromium joins the lines of a heading without a
 * space), a title, an author and a language, and links that lead to the published site.
 */
export async function finishPdf(pdf: Uint8Array, finish: Finish): Promise<{ pdf: Uint8Array, pages: number }> {
  const doc = await PDFDocument.load(pdf)
  writeOutline(doc, finish.contents)
  redirectLinks(doc, finish)
  doc.setTitle(finish.title, { showInWindowTitleBar: true })
  doc.setAuthor('Курс Debezium')
  doc.setSubject('Открытый курс по Debezium для инженеров данных')
  doc.setLanguage('ru')
  doc.setCreator('npm run pdf')
  return { pdf: await doc.save(), pages: doc.getPageCount() }
}
