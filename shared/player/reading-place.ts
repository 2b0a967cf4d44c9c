/** Top of the heading that the address names, in pixels from the top of the window; undefined without one, or on a server. */
function headingTop(): number | undefined {
  if (typeof window === 'undefined' || !location.hash)
    return undefined
  return document.getElementById(decodeURIComponent(location.hash.slice(1)))?.getBoundingClientRect().top
}

/**
 * Remembers where the named heading stands before something above it grows.
 * @returns puts it back there, if it was on the screen: a reader who came by a link keeps the place.
 */
export function readingPlace(): () => void {
  const before = headingTop()
  if (before === undefined || before < 0 || before > window.innerHeight)
    return () => {}
  return () => window.scrollBy({ top: headingTop()! - before, behavior: 'instant' })
}
