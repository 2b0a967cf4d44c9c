import type { Site } from './head.ts'
import type { PublishedPage } from './pages.ts'
import { copyFile, cp, mkdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { coursePage } from '../course/page.ts'
import { allItems } from '../course/progress-items.ts'
import { siteUrl } from '../site/address.ts'
import { BuiltSite } from '../site/budgets.ts'
import { cardOf, deckModule } from './card.ts'
import { llms, robots, sitemap } from './crawlers.ts'
import { withOpening } from './deck-page.ts'
import { withStaticText } from './error-page.ts'
import { headTags } from './head.ts'
import { intoHead } from './html.ts'
import { writeIcons } from './icons.ts'
import { manifestFile, webManifest } from './manifest.ts'
import { isErrorPage, publishedPages } from './pages.ts'
import { deckPreloads, workbookPreloads } from './preload.ts'
import { sharePicture } from './share-picture.ts'

/**
 * Empties VitePress's map of pages: with it, a page that is open during a deployment would mix its own code with new
 * pages; without it, the page asks the host (see CourseLayout.vue).
 */
async function emptyPageMap(folder: string): Promise<void> {
  await writeFile(join(folder, 'hashmap.json'), '{}')
}

async function drawShare(page: PublishedPage, folder: string): Promise<string> {
  const picture = await sharePicture(cardOf(page))
  await copyFile(picture, join(folder, 'share', basename(picture)))
  return basename(picture)
}

function bodyOf({ file, path, html }: PublishedPage, { base }: Site): string {
  const deck = deckModule(path)
  if (deck)
    return withOpening(html, deck)
  return isErrorPage(file) ? withStaticText(html, base) : html
}

async function writePage(page: PublishedPage, site: Site, folder: string, built: BuiltSite, fonts: readonly string[]): Promise<void> {
  const picture = isErrorPage(page.file) ? undefined : await drawShare(page, folder)
  const preloads = deckModule(page.path) ? await deckPreloads(built, page, site.base) : fonts
  const tags = [...preloads, ...headTags(page, site, picture)]
  await writeFile(join(folder, page.file), intoHead(bodyOf(page, site), tags))
}

/** Draws the pictures of what the model knows, for which nothing has to be built. */
export async function drawKnownPictures(): Promise<void> {
  const pages = allItems.filter(i => !i.path.includes('#')).map(({ path, title }) => {
    const course = coursePage(`${path.slice(1)}.md`)
    return { path: path.slice(1), title, ...(course && { course }) }
  })
  await Promise.all(pages.map(p => sharePicture(cardOf(p))))
}

/** Draws the pictures of all pages that there are so far; `publish` finds them drawn. */
export async function drawPictures(folder: string): Promise<void> {
  const pages = await publishedPages(folder)
  await Promise.all(pages.filter(p => !isErrorPage(p.file)).map(p => sharePicture(cardOf(p))))
}

/**
 * Makes a built site ready for the world outside: heads of pages, pictures of links, icons and manifest, files for crawlers.
 * @param folder The site as its builders left it; run once.
 * @param base The path under which it will be served.
 */
export async function publish(folder: string, base: string): Promise<void> {
  const site: Site = { base, address: siteUrl(base) }
  await emptyPageMap(folder)
  // What the service worker shows offline: hosts answer /404 itself with status 404, which no cache accepts.
  await cp(join(folder, '404.html'), join(folder, 'missing.html'))
  await mkdir(join(folder, 'share'), { recursive: true })
  const pages = await publishedPages(folder)
  const fonts = await workbookPreloads(folder, base)
  const built = new BuiltSite(folder)
  const shown = pages.filter(p => !isErrorPage(p.file))
  await Promise.all([
    ...pages.map(p => writePage(p, site, folder, built, fonts)),
    writeIcons(folder),
    writeFile(join(folder, manifestFile), JSON.stringify(webManifest())),
    writeFile(join(folder, 'sitemap.xml'), sitemap(shown, site.address)),
    writeFile(join(folder, 'robots.txt'), robots(site.address)),
    writeFile(join(folder, 'llms.txt'), llms(shown, site.address)),
  ])
}
