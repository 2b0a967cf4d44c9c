/** `npm run pdf [-- <module> …]`: the decks as PDF, into `dist/pdf/`. Builds the site first. */
import { relative } from 'node:path'
import process from 'node:process'
import { moduleById, writtenModules } from '../../course/index.ts'
import { buildSite } from '../build.ts'
import { chromiumPath } from '../chromium.ts'
import { dist, root } from '../folders.ts'
import { printDecks } from '../pdf.ts'
import { told } from '../told.ts'

await told(async () => {
  const asked = process.argv.slice(2)
  const ids = asked.length ? asked.map(id => moduleById(id).id) : writtenModules.map(m => m.id)
  await chromiumPath()
  await buildSite({ base: '/', outDir: dist })
  for (const file of await printDecks(dist, ids))
    console.log(relative(root, file))
})
