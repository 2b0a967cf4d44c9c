import type { Image, Instance } from '../image.ts'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { labsFolder } from '../../folders.ts'
import { findPrometheus } from '../prometheus.ts'

export default {
  image: 'prom/prometheus',
  artifacts: [],

  async prepare(it, signal) {
    mkdirSync(it.folder, { recursive: true })
    await findPrometheus(signal)
    writeFileSync(settings(it), readFileSync(join(labsFolder, 'stand/prometheus.yml'), 'utf8')
      // Names of services become addresses of this machine, as everywhere in the native engine.
      .replaceAll(/'(connect):9404'/g, () => `'127.0.0.1:${it.neighbour('connect', 9404)}'`)
      .replace('rules.yml', join(labsFolder, 'stand/rules.yml')))
  },

  async command(it) {
    return {
      file: await findPrometheus(new AbortController().signal),
      args: [
        `--config.file=${settings(it)}`,
        `--storage.tsdb.path=${join(it.folder, 'data')}`,
        `--web.listen-address=127.0.0.1:${it.port(9090)}`,
      ],
      cwd: it.folder,
    }
  },

  async ready(it) {
    const { ok, status } = await fetch(`http://127.0.0.1:${it.port(9090)}/-/ready`, { signal: AbortSignal.timeout(3000) })
    if (!ok)
      throw new Error(`отвечает ${status}`)
  },
  deadline: 60,
  stopSignal: 'SIGTERM',
  complaint: /level=error|err=/,
} satisfies Image

function settings(it: Instance): string {
  return join(it.folder, 'prometheus.yml')
}
