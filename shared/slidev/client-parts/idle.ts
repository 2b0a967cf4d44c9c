/** Does something when a browser has time for it, after half a second at the latest; Safari has no word for idle. */
export function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window)
    requestIdleCallback(work, { timeout: 500 })
  else
    setTimeout(work, 100)
}
