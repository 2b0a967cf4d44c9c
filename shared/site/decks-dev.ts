import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Plugin } from 'vite'
import { createServer } from 'node:net'
import { join } from 'node:path'
import process from 'node:process'
import { execa } from 'execa'
import { createProxyServer } from 'httpxy'
import { until } from '../../labs/engine/wait.ts'
import { writtenModules } from '../course/index.ts'
import { sitePathOf } from './request.ts'

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => typeof address === 'object' && address
        ? resolve(address.port)
        : reject(new Error('No free port')))
    })
  })
}

async function startDeck(root: string, id: string, base: string): Promise<string> {
  const port = await freePort()
  // A process a deck, because Slidev keeps its roots in a variable of its module. It ends with this process.
  const slidev = execa(process.execPath, [
    join(root, 'node_modules/@slidev/cli/bin/slidev.mjs'),
    join(root, `decks/${id}.md`),
    '--port',
    String(port),
    '--base',
    base,
    '--bind',
    '127.0.0.1',
  ], {
    cwd: root,
    stdin: 'pipe',
    stdout: 'ignore',
    stderr: 'inherit',
    reject: false,
  })
  const target = `http://127.0.0.1:${port}`
  const ended = slidev.then(() => Promise.reject(new Error(`The Slidev server of deck "${id}" ended; see its message above`)))
  const ready = until(async () => {
    const { status } = await fetch(target + base)
    if (status !== 200)
      throw new Error(`The Slidev server of deck "${id}" answers with ${status}`)
  }, { deadline: 90 })
  await Promise.race([ready, ended])
  return target
}

/**
 * One origin in development: `/decks/<module>/` of the workbook's server is a Slidev server with its own hot
 * updates, started by the first request.
 */
export function decksDev(root: string): Plugin {
  const decks = new Map<string, Promise<string>>()
  const proxy = createProxyServer()

  function deckOf(path: string): string | undefined {
    const id = /^\/decks\/([\w-]+)(?:\/|$)/.exec(path)?.[1]
    return writtenModules.find(m => m.id === id)?.id
  }

  /** Slidev asks for notes and shares its state at the root of the origin: the page that asks names the deck. */
  function deckOfRequest(path: string, referer: string | undefined, base: string): string | undefined {
    return /^\/(?:__slidev|@server-(?:ref|reactive))\//.test(path)
      ? deckOf(sitePathOf(referer, base))
      : deckOf(path)
  }

  function serverOf(id: string, base: string): Promise<string> {
    const known = decks.get(id) ?? startDeck(root, id, `${base}decks/${id}/`)
    decks.set(id, known)
    known.catch(() => decks.delete(id))
    return known
  }

  return {
    name: 'course:decks-dev',
    apply: 'serve',
    configureServer({ config: { base }, httpServer, middlewares }) {
      middlewares.use(async (req, res, next) => {
        const path = sitePathOf(req.url, base)
        const id = deckOfRequest(path, req.headers.referer, base)
        if (!id)
          return next()
        if (path === `/decks/${id}`)
          return void res.writeHead(302, { location: `${base}decks/${id}/` }).end()
        try {
          await proxy.web(req, res, { target: await serverOf(id, base) })
        }
        catch (error) {
          next(error)
        }
      })
      httpServer?.on('upgrade', async (req: IncomingMessage, socket: Duplex, head: Buffer) => {
        const id = deckOf(sitePathOf(req.url, base))
        if (id)
          await proxy.ws(req, socket as never, { target: await serverOf(id, base) }, head).catch(() => socket.destroy())
      })
    },
  }
}
