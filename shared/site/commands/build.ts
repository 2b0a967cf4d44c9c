/**
 * `npm run build [-- --pdf]`: the static site in `dist/`, for the base path in `SITE_BASE` (default `/`); `--pdf` also prints
 * the decks and offers the PDFs on the site.
 */
import process from 'node:process'
import { Problem } from '../../../labs/engine/problem.ts'
import { weighSite } from '../budgets.ts'
import { buildSite } from '../build.ts'
import { dist } from '../folders.ts'
import { told } from '../told.ts'

/** @throws Problem on an argument that there is not. */
function pdfWanted(): boolean {
  const [unknown] = process.argv.slice(2).filter(a => a !== '--pdf')
  if (unknown)
    throw new Problem(`npm run build не знает ключа ${unknown}.`, 'Есть только --pdf: напечатать колоды и предложить PDF на сайте')
  return process.argv.includes('--pdf')
}

await told(async () => {
  const base = process.env.SITE_BASE ?? '/'
  if (!/^\/(?:[\w-]+\/)*$/.test(base))
    throw new Problem(`SITE_BASE=${base} не годится.`, 'Путь начинается и кончается косой чертой: SITE_BASE=/debezium-course/')
  const started = performance.now()
  const { pages, decks } = await buildSite({ base, outDir: dist, pdf: pdfWanted() })
  const { problems } = await weighSite(dist, base)
  if (problems.length)
    throw new Problem(`The site is over its budgets:\n${problems.map(p => `  ${p}`).join('\n')}`)
  console.log(`Built anew: pages ${pages}, decks ${decks.length}; the rest is from .cache/`)
  console.log(`dist/ is built for ${base} in ${((performance.now() - started) / 1000).toFixed(1)} s`)
})
