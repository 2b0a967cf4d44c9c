/** `npm run build`: the static site in `dist/`, for the base path in `SITE_BASE` (default `/`). */
import process from 'node:process'
import { Problem } from '../../../labs/engine/problem.ts'
import { weighSite } from '../budgets.ts'
import { buildSite } from '../build.ts'
import { dist } from '../folders.ts'
import { told } from '../told.ts'

await told(async () => {
  const base = process.env.SITE_BASE ?? '/'
  if (!/^\/(?:[\w-]+\/)*$/.test(base))
    throw new Problem(`SITE_BASE=${base} не годится.`, 'Путь начинается и кончается косой чертой: SITE_BASE=/debezium-course/')
  const started = performance.now()
  const { pages, decks } = await buildSite({ base, outDir: dist })
  const { problems } = await weighSite(dist, base)
  if (problems.length)
    throw new Problem(`The site is over its budgets:\n${problems.map(p => `  ${p}`).join('\n')}`)
  console.log(`Built anew: pages ${pages}, decks ${decks.length}; the rest is from .cache/`)
  console.log(`dist/ is built for ${base} in ${((performance.now() - started) / 1000).toFixed(1)} s`)
})
