/**
 * `npm run pdf [-- <module> … --clicks --notes]`: the decks as PDF, into `dist/pdf/`. `--clicks` prints a page for each
 * step instead of each slide, `--notes` an edition with the lecturer's notes as well.
 */
import type { Edition } from '../pdf/editions.ts'
import { cp, mkdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { Problem } from '../../../labs/engine/problem.ts'
import { writtenModules } from '../../course/index.ts'
import { count } from '../../course/wording.ts'
import { siteUrl } from '../address.ts'
import { chromiumPath } from '../chromium.ts'
import { dist, root } from '../folders.ts'
import { buildDecks } from '../incremental/decks.ts'
import { megabytes } from '../pdf/downloads.ts'
import { fileName } from '../pdf/editions.ts'
import { printDecks } from '../pdf/print.ts'
import { told } from '../told.ts'

const known = writtenModules.map(m => m.id as string)

/** @throws Problem that names the decks there are. */
function asked(): { ids: string[], wanted: Edition[] } {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { clicks: { type: 'boolean' }, notes: { type: 'boolean' } } })
    const unknown = positionals.filter(id => !known.includes(id))
    if (unknown.length)
      throw new Problem(`Нет колоды «${unknown.join('», «')}».`, `Есть: ${known.join(', ')}`)
    return { ids: positionals.length ? positionals : known, wanted: [values.clicks ? 'clicks' : 'slides', ...(values.notes ? ['notes' as const] : [])] }
  }
  catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS'))
      throw new Problem(`npm run pdf не знает такого ключа: ${process.argv.slice(2).join(' ')}.`, 'Есть --clicks и --notes, остальное — имена колод: npm run pdf -- postgres --notes')
    throw error
  }
}

await told(async () => {
  const { ids, wanted } = asked()
  await chromiumPath()
  const printed = await printDecks(await buildDecks(ids), wanted, siteUrl())
  await mkdir(`${dist}pdf`, { recursive: true })
  for (const { id, edition, file, pages, bytes } of printed) {
    const target = join(dist, 'pdf', fileName(id, edition))
    await cp(file, target)
    console.log(`${relative(root, target)}: ${megabytes(bytes)}, ${count(pages, 'страница', 'страницы', 'страниц')}`)
  }
})
