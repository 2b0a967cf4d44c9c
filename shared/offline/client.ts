/**
 * Keeps the course for reading without a network, and tells the reader when there is a new version of it.
 * Runs in the workbook and in every deck.
 */

/** Between two questions to the host whether there is a new build, in milliseconds. */
const CHECK_EVERY = 60 * 60 * 1000

/** A tab that was opened before an update and one that is opened after it must not be mixed: all go over together. */
function reloadOnUpdate(container: ServiceWorkerContainer): void {
  let controlled = Boolean(container.controller)
  container.addEventListener('controllerchange', () => {
    // The first worker of all takes over a page of its own build: nothing to do.
    if (controlled)
      location.reload()
    controlled = true
  })
}

function tellOfUpdate(registration: ServiceWorkerRegistration): void {
  async function tell() {
    if (!registration.waiting || !navigator.serviceWorker.controller)
      return
    const { showUpdateNotice } = await import('./notice.ts')
    // Asked at the click: by then a newer one may wait.
    showUpdateNotice(() => registration.waiting?.postMessage({ type: 'SKIP_WAITING' }))
  }
  void tell()
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', tell))
}

/** A lecture or a chapter stays open for days: coming back to it is a moment to ask. */
function lookForUpdates(registration: ServiceWorkerRegistration): void {
  let asked = Date.now()
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - asked < CHECK_EVERY)
      return
    asked = Date.now()
    // Without a network there is nothing to find.
    registration.update().catch(() => {})
  })
}

function wantsToSaveData(): boolean {
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true
}

/**
 * Registers the service worker once the page has loaded. Not in development, and not for a reader who saves traffic:
 * the course works without, online.
 * @param root URL of the site's root, with a slash at the end.
 */
export async function keepOffline(root: string): Promise<void> {
  // Absent on plain HTTP and in some private windows.
  const container = import.meta.env.PROD ? navigator.serviceWorker as ServiceWorkerContainer | undefined : undefined
  if (!container || wantsToSaveData())
    return
  reloadOnUpdate(container)
  if (document.readyState !== 'complete')
    await new Promise(resolve => window.addEventListener('load', resolve, { once: true }))
  // A browser that refuses (blocked storage, a full disk) goes on reading online.
  const registration = await container.register(`${root}sw.js`, { scope: root }).catch(() => undefined)
  if (!registration)
    return
  tellOfUpdate(registration)
  lookForUpdates(registration)
}
