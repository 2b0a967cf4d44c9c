import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ServedSite } from '../serve.ts'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { getTransformedRoutes } from '@vercel/routing-utils'
import sirv from 'sirv'
import { root } from '../folders.ts'
import { listen } from '../serve.ts'

interface Route { src: string, status?: number, headers?: Record<string, string> }

/** vercel.json as Vercel itself compiles it. @throws what Vercel says of a mistake in it. */
function compile(): Route[] {
  const { routes, error } = getTransformedRoutes(JSON.parse(readFileSync(`${root}vercel.json`, 'utf8')))
  if (error || !routes)
    throw new Error(`vercel.json: ${error?.message}`)
  return routes.filter((r): r is Route => 'src' in r)
}

/** Headers for a path, and the redirect that ends it, if any. */
function apply(routes: readonly Route[], path: string): { headers: Record<string, string>, status?: number } {
  const headers: Record<string, string> = {}
  for (const route of routes) {
    const match = new RegExp(route.src).exec(path)
    if (!match)
      continue
    for (const [name, value] of Object.entries(route.headers ?? {}))
      headers[name] = value.replace(/\$(\d)/g, (_, n: string) => match[Number(n)] ?? '')
    if (route.status)
      return { headers, status: route.status }
  }
  return { headers }
}

/** With clean URLs a page's file name has no extension, and a folder answers with and without its slash. */
function fileOf(folder: string, path: string): string | undefined {
  const name = path.replace(/\/$/, '')
  return [name, `${name}.html`, `${name}/index.html`].find(n => existsSync(join(folder, n)) && statSync(join(folder, n)).isFile())
}

/** Serves a site built for `/` as Vercel does by the repository's vercel.json. */
export function serveAsVercel(folder: string): Promise<ServedSite> {
  const routes = compile()
  const files = sirv(folder, { dev: true, extensions: [] })
  return listen((req: IncomingMessage, res: ServerResponse) => {
    const { pathname } = new URL(req.url ?? '/', 'http://site')
    const { headers, status } = apply(routes, pathname)
    for (const [name, value] of Object.entries(headers))
      res.setHeader(name, value)
    if (status)
      return void res.writeHead(status).end()
    const file = fileOf(folder, decodeURIComponent(pathname))
    if (!file)
      return void res.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end(readFileSync(join(folder, '404.html')))
    req.url = encodeURI(file.startsWith('/') ? file : `/${file}`)
    files(req, res)
  }, '/', 0)
}
