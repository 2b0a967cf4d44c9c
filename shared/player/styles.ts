import lanes from './lanes.css?inline'
import player from './player.css?inline'
import tables from './tables.css?inline'

let sheet: CSSStyleSheet | undefined

/** Gives the document the player's styles, once. VitePress puts every style sheet it knows of into the first load of all pages. */
export function addStyles(): void {
  if (sheet)
    return
  sheet = new CSSStyleSheet()
  sheet.replaceSync(player + lanes + tables)
  document.adoptedStyleSheets.push(sheet)
}
