/** `npm start`: the whole course on one origin, with hot updates. */
import { createServer } from 'vitepress'
import { root } from '../folders.ts'

const server = await createServer(`${root}workbook`, { host: 'localhost' })
await server.listen()

const [origin] = server.resolvedUrls?.local ?? []
console.log(`
  Курс открыт:      ${origin}
  Дорожная карта:   ${origin}roadmap
  Слайды:           ${origin}decks/postgres/   (первый запуск колоды — несколько секунд)

  Остановить: Ctrl-C
`)
