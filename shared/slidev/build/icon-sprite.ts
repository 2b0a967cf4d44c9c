/** A rule of UnoCSS for an icon of one colour: its selectors, its drawing, and what follows. */
const icon = /([^{}]+)\{--un-icon:url\("data:image\/svg\+xml;utf8,([^"]+)"\);-webkit-mask:var\(--un-icon\) no-repeat;mask:var\(--un-icon\) no-repeat;-webkit-mask-size:100% 100%;mask-size:100% 100%;/g
const square = 'width=\'1em\' height=\'1em\''
const side = 32

/**
 * Draws all icons in one picture, side by side. A browser makes a document of every SVG that a style sheet names: the
 * controls of a deck took a phone longer than the slide itself.
 * @param css Rules of UnoCSS's preset of icons.
 * @see https://unocss.dev/presets/icons
 */
export function spriteOf(css: string): string {
  const drawings = [...new Set([...css.matchAll(icon)].map(([, , drawing]) => drawing!).filter(d => d.includes(square)))]
  if (drawings.length < 2)
    return css
  const parts = drawings.map((drawing, i) => drawing.replace(square, `x='${i * side}' width='${side}' height='${side}'`))
  const sprite = `%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 ${drawings.length * side} ${side}'%3E${parts.join('')}%3C/svg%3E`
  const rules = css.replace(icon, (rule, selectors: string, drawing: string) => {
    const place = drawings.indexOf(drawing)
    return place < 0 ? rule : `${selectors}{mask:var(--icons) ${100 * place / (drawings.length - 1)}% 0 / ${drawings.length}00% 100% no-repeat;`
  })
  return `:root{--icons:url("data:image/svg+xml;utf8,${sprite}")}\n${rules}`
}
