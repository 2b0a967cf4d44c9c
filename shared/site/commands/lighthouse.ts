/** `npm run lighthouse`: Lighthouse's scores of a page of each kind of the site in `dist/`, performance included. */
import { existsSync } from 'node:fs'
import process from 'node:process'
import { Problem } from '../../../labs/engine/problem.ts'
import { dist } from '../folders.ts'
import { audit, kinds } from '../lighthouse.ts'
import { serveSite } from '../serve.ts'
import { told } from '../told.ts'

await told(async () => {
  if (!existsSync(`${dist}index.html`))
    throw new Problem('Нет собранного сайта.', 'Соберите его: npm run build')
  const base = process.env.SITE_BASE ?? '/'
  const site = await serveSite(dist, base)
  try {
    for (const { url, scores, faults, benchmarkIndex } of await audit(kinds.map(k => site.url + k), ['performance', 'accessibility', 'best-practices', 'seo'])) {
      console.log(`/${url.slice(site.url.length).padEnd(24)}${Object.entries(scores).map(([c, s]) => `${c} ${s}`).join('  ')}  (машина ${benchmarkIndex.toFixed(0)})`)
      for (const fault of faults)
        console.log(`    ${fault}`)
    }
  }
  finally {
    await site.close()
  }
})
