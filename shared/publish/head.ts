import type { PublishedPage } from './pages.ts'
import { colour } from '../components/tokens.ts'
import { tag } from './html.ts'
import { manifestFile } from './manifest.ts'
import { isErrorPage } from './pages.ts'
import { height, width } from './share-picture.ts'
import { structuredData } from './structured-data.ts'

/** Of the whole site. */
export interface Site {
  /** With slashes at both ends: `/debezium-course/`. */
  base: string
  /** Absolute, with a slash at the end; see address.ts. */
  address: string
}

/** What makes the site installable; on every page, error pages included. */
function appTags(base: string): string[] {
  return [
    tag('link', { rel: 'manifest', href: base + manifestFile }),
    tag('link', { rel: 'apple-touch-icon', href: `${base}icons/apple-touch-icon.png` }),
    ...(['light', 'dark'] as const).map(theme => tag('meta', { name: 'theme-color', media: `(prefers-color-scheme: ${theme})`, content: colour('page', theme) })),
  ]
}

function sharing({ path, title, description, course }: PublishedPage, address: string, picture: string): string[] {
  const image = `${address}share/${picture}`
  return [
    tag('link', { rel: 'canonical', href: address + path }),
    tag('meta', { property: 'og:type', content: course?.item ? 'article' : 'website' }),
    tag('meta', { property: 'og:site_name', content: 'Debezium в production' }),
    tag('meta', { property: 'og:locale', content: 'ru_RU' }),
    tag('meta', { property: 'og:url', content: address + path }),
    tag('meta', { property: 'og:title', content: title }),
    tag('meta', { property: 'og:description', content: description }),
    tag('meta', { property: 'og:image', content: image }),
    tag('meta', { property: 'og:image:width', content: String(width) }),
    tag('meta', { property: 'og:image:height', content: String(height) }),
    tag('meta', { property: 'og:image:alt', content: title }),
    tag('meta', { name: 'twitter:card', content: 'summary_large_image' }),
    tag('meta', { name: 'twitter:image', content: image }),
  ]
}

/**
 * The tags that a built page lacks for the world outside: its address, its preview, its data for machines.
 * @param page The page as it was built.
 * @param site Where it will be served.
 * @param picture File name of its picture below `share/`; an error page has none.
 */
export function headTags(page: PublishedPage, site: Site, picture?: string): string[] {
  const { base, address } = site
  if (isErrorPage(page.file) || !picture)
    return [...appTags(base), tag('meta', { name: 'robots', content: 'noindex' })]
  const data = structuredData(page, address)
  return [
    ...appTags(base),
    ...sharing(page, address, picture),
    ...data ? [`<script type="application/ld+json">${data}</script>`] : [],
  ]
}
