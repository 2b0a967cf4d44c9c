/** `npm run preview`: serves `dist/` as GitHub Pages would. */
import { existsSync } from 'node:fs'
import process from 'node:process'
import { dist } from '../folders.ts'
import { serveSite } from '../serve.ts'

if (!existsSync(`${dist}index.html`)) {
  console.error('Нет собранного сайта. Соберите его: npm run build')
  process.exit(1)
}
const base = process.env.SITE_BASE ?? '/'
const port = Number(process.env.PORT ?? 4173)
try {
  const { url } = await serveSite(dist, base, port)
  console.log(`Собранный сайт: ${url}`)
}
catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE')
    throw error
  console.error(`Порт ${port} занят. Выберите другой: PORT=${port + 1} npm run preview`)
  process.exit(1)
}
