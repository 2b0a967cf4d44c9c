/** Runs in the page: what a printed sheet would cut off at its right edge. */
export function cutOff(): string[] {
  const edge = document.documentElement.clientWidth
  return [...document.querySelectorAll<HTMLElement>('.vp-doc pre, .vp-doc table, .vp-doc p, .vp-doc svg')]
    .filter(e => e.checkVisibility() && (e.getBoundingClientRect().right > edge + 1 || e.scrollWidth > e.clientWidth + 1))
    .map(e => `${e.tagName.toLowerCase()}: ${e.textContent!.trim().slice(0, 40)}`)
}
