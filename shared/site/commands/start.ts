/** `npm start`: the whole course on one origin, with hot updates. */
import process from 'node:process'
import { createServer } from 'vitepress'
import { writtenModules } from '../../course/index.ts'
import { root } from '../folders.ts'

// A busy port is no trouble: the next free one is taken and printed.
const server = await createServer(`${root}workbook`, { host: 'localhost', port: Number(process.env.PORT ?? 5173) })
await server.listen()

const [origin] = server.resolvedUrls?.local ?? []
console.log(`
  Курс открыт:      ${origin}
  Дорожная карта:   ${origin}roadmap
  Слайды:           ${origin}decks/${writtenModules[0]!.id}/   (первый запуск колоды — несколько секунд)

  Остановить: Ctrl-C
`)
