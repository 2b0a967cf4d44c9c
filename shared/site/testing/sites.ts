import type { TestProject } from 'vitest/node'
import { existsSync } from 'node:fs'
import { cache, dist } from '../folders.ts'
import { serveSite } from '../serve.ts'

/** The site as it is built for each kind of host. */
export const builds = [
  { name: 'root', base: '/', folder: dist },
  { name: 'sub-path', base: '/debezium-course/', folder: `${cache}dist-sub-path/` },
] as const

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of each build, by its base. */
    sites: Record<string, string>
  }
}

/** Serves both builds for the whole run. */
export default async function serveBuilds(project: TestProject): Promise<() => Promise<void>> {
  const missing = builds.find(b => !existsSync(`${b.folder}404.html`))
  if (missing)
    throw new Error(`No built site in ${missing.folder}. Build both: npm test does, or npm run build for the first`)
  const served = await Promise.all(builds.map(b => serveSite(b.folder, b.base)))
  project.provide('sites', Object.fromEntries(builds.map((b, i) => [b.base, served[i]!.url])))
  return async () => void await Promise.all(served.map(s => s.close()))
}
