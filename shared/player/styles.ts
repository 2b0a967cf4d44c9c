import controls from './controls.css?inline'
import tables from './tables.css?inline'

let sheet: CSSStyleSheet | undefined

/** Styles what is pressed and compared, once. VitePress puts every style sheet it knows of into the first load of all pages. */
export function addStyles(): void {
  if (sheet)
    return
  sheet = new CSSStyleSheet()
  sheet.replaceSync(controls + tables)
  document.adoptedStyleSheets.push(sheet)
}
