import type { PrecacheEntry } from 'serwist'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { root } from '../site/folders.ts'
import { precacheOf } from './precache.ts'

/** Lies in the site's root: a worker rules only what lies beside and below it. */
export const workerFile = 'sw.js'

async function bundle(entries: readonly PrecacheEntry[]): Promise<string> {
  const result = await build({
    configFile: false,
    root,
    logLevel: 'warn',
    define: {
      '__PRECACHE__': JSON.stringify(entries),
      'process.env.NODE_ENV': '"production"',
    },
    build: {
      write: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: fileURLToPath(new URL('worker.ts', import.meta.url)),
        output: { format: 'iife', entryFileNames: workerFile },
      },
    },
  })
  if (Array.isArray(result) || !('output' in result))
    throw new Error('Vite built no service worker')
  return result.output[0].code
}

/**
 * Writes the service worker of a built site. Everything else has to be in its place: what changes later is not what
 * the worker knows, and would never be shown.
 * @returns what a reader's browser keeps.
 */
export async function writeServiceWorker(folder: string): Promise<PrecacheEntry[]> {
  const entries = await precacheOf(folder)
  await writeFile(join(folder, workerFile), await bundle(entries))
  return entries
}
