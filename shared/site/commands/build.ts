/** `npm run build`: the static site in `dist/`, for the base path in `SITE_BASE` (default `/`). */
import process from 'node:process'
import { weighSite } from '../budgets.ts'
import { buildSite } from '../build.ts'
import { dist } from '../folders.ts'

const base = process.env.SITE_BASE ?? '/'
if (!/^\/(?:[\w-]+\/)*$/.test(base))
  throw new Error(`SITE_BASE must begin and end with a slash, such as /debezium-course/; it is "${base}"`)

const started = performance.now()
await buildSite({ base, outDir: dist })
const { problems } = await weighSite(dist, base)
if (problems.length) {
  console.error(`The site is over its budgets:\n${problems.map(p => `  ${p}`).join('\n')}`)
  process.exit(1)
}
console.log(`dist/ is built for ${base} in ${((performance.now() - started) / 1000).toFixed(1)} s`)
