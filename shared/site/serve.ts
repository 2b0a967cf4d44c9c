import type { RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import compression from 'compression'
import sirv from 'sirv'

export interface ServedSite {
  /** `http://localhost:4173/base/` */
  url: string
  close: () => Promise<void>
}

const compress = compression()

/** Listens on localhost. @throws EADDRINUSE if the port is taken. */
export async function listen(handler: RequestListener, base: string, port: number): Promise<ServedSite> {
  // Middleware of Express, which asks for nothing that Node does not give.
  const server: Server = createServer((req, res) => compress(req as never, res as never, () => handler(req, res)))
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, 'localhost', resolve))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}${base}`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}

interface ServeOptions {
  /** Seconds that a browser may use an answer again without asking: GitHub Pages says 600. By default it always asks. */
  maxAge?: number
}

/**
 * Serves a built site as GitHub Pages does: `/a` is `a.html`, a folder without its slash is redirected, everything
 * else is the site's 404 page with status 404, nothing exists outside the base, and text is compressed.
 * @throws EADDRINUSE if the port is taken.
 */
export async function serveSite(folder: string, base: string, port = 0, { maxAge }: ServeOptions = {}): Promise<ServedSite> {
  const files = sirv(folder, {
    extensions: ['html'],
    etag: true,
    dev: true,
  })
  return listen((req, res) => {
    const refuse = () => void res.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end(readFileSync(join(folder, '404.html')))
    const url = new URL(req.url ?? '/', 'http://site')
    if (!url.pathname.startsWith(base))
      return refuse()
    const path = decodeURIComponent(url.pathname.slice(base.length))
    const target = join(folder, path)
    if (path && !path.endsWith('/') && !existsSync(`${target}.html`) && existsSync(target) && statSync(target).isDirectory())
      return void res.writeHead(301, { location: `${url.pathname}/${url.search}` }).end()
    if (path.endsWith('/') && !existsSync(join(target, 'index.html')))
      return refuse()
    if (maxAge !== undefined)
      res.setHeader('Cache-Control', `max-age=${maxAge}`)
    req.url = `/${url.pathname.slice(base.length)}${url.search}`
    files(req, res, refuse)
  }, base, port)
}
