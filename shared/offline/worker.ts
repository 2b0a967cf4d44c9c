/**
 * The service worker: the whole course without a network, of one build at a time.
 *
 * Every page and file of a build is in its precache and comes from there, so that a reader never gets a page of one
 * build with code of another. A new build is fetched whole, checked by hash, and waits beside the old one until the
 * reader asks for it (`SKIP_WAITING`) or has closed all tabs.
 */
import type { PrecacheEntry, RouteHandlerCallbackOptions } from 'serwist'
import { Serwist } from 'serwist'
import { folderOf, variations } from './addresses.ts'

/** Put in by build.ts. */
declare const __PRECACHE__: PrecacheEntry[]

const missing = 'missing'

const serwist = new Serwist({
  precacheEntries: __PRECACHE__,
  precacheOptions: {
    // `?done=postgres/lab` and `?print=true` are for the page's own code: the page is the same.
    ignoreURLParametersMatching: [/./],
    cleanURLs: false,
    urlManipulation: ({ url }) => variations(url),
  },
  // The first visit's tab works offline too.
  clientsClaim: true,
})

/** A page that the precache does not know: the host's answer, or what the host would answer if there is no network. */
async function unknownPage({ request, url }: RouteHandlerCallbackOptions): Promise<Response> {
  const folder = folderOf(url)
  if (serwist.getPrecacheKeyForUrl(folder.href))
    return Response.redirect(folder.href, 301)
  return fetch(request).catch(async (error: unknown) => {
    const page = await serwist.matchPrecache(missing)
    if (!page)
      throw error
    return new Response(page.body, { status: 404, headers: page.headers })
  })
}

serwist.registerCapture(({ request }) => request.mode === 'navigate', unknownPage)
serwist.addEventListeners()
