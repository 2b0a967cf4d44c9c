import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'

export interface ServedSite {
  /** `http://localhost:4173/base/` */
  url: string
  close: () => Promise<void>
}

/**
 * Serves a built site as GitHub Pages does: `/a` is `a.html`, a folder without its slash is redirected, everything
 * else is the site's 404 page with status 404, and nothing exists outside the base.
 * @throws EADDRINUSE if the port is taken.
 */
export async function serveSite(folder: string, base: string, port = 0): Promise<ServedSite> {
  const notFound = readFileSync(join(folder, '404.html'))
  const files = sirv(folder, {
    extensions: ['html'],
    etag: true,
    dev: true,
  })
  const server: Server = createServer((req, res) => {
    const refuse = () => void res.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end(notFound)
    const url = new URL(req.url ?? '/', 'http://site')
    if (!url.pathname.startsWith(base))
      return refuse()
    const path = decodeURIComponent(url.pathname.slice(base.length))
    const target = join(folder, path)
    if (path && !path.endsWith('/') && !existsSync(`${target}.html`) && existsSync(target) && statSync(target).isDirectory())
      return void res.writeHead(301, { location: `${url.pathname}/${url.search}` }).end()
    req.url = `/${url.pathname.slice(base.length)}${url.search}`
    files(req, res, refuse)
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, 'localhost', resolve))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}${base}`,
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
}
