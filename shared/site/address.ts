import { readFileSync } from 'node:fs'
import process from 'node:process'
import { Problem } from '../../labs/engine/problem.ts'

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { homepage: string, repository: { url: string } }

/**
 * The absolute address of the published site, with a slash at the end: `https://example.org/course/`.
 * `SITE_URL` names it where the site is deployed; otherwise it is the `homepage` of package.json.
 * @param base The path under which the site is built. Without it, the path that the address itself has.
 * @throws Problem when `SITE_URL` is no address, or another one than the base says.
 */
export function siteUrl(base?: string): string {
  const given = process.env.SITE_URL
  if (!given)
    return new URL(base ?? new URL(manifest.homepage).pathname, manifest.homepage).href
  if (!/^https?:\/\/[^/?#]+(?:\/[^?#]*)?$/.test(given))
    throw new Problem(`SITE_URL=${given} не годится.`, 'Нужен полный адрес сайта: SITE_URL=https://example.org/debezium-course/')
  const url = given.replace(/\/*$/, '/')
  if (base && new URL(url).pathname !== base)
    throw new Problem(`SITE_URL=${given} и SITE_BASE=${base} говорят о разных путях.`, `Задайте оба одинаково: SITE_BASE=${new URL(url).pathname} SITE_URL=${url}`)
  return url
}

/** The repository on the web, without a slash at the end: of the fork that GitHub Actions builds, or the one in package.json. */
export function repositoryUrl(): string {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = process.env
  return server && repository ? `${server}/${repository}` : manifest.repository.url
}

/**
 * Where a page's text is edited.
 * @param file Path of a file of the repository: `workbook/postgres/slots.md`.
 */
export function editUrl(file: string): string {
  return `${repositoryUrl()}/edit/main/${file}`
}
