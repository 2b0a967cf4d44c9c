import type { Image } from '../image.ts'
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { labsFolder } from '../../folders.ts'
import { getJson } from '../../probes/http.ts'
import { findJava } from '../tools.ts'

const java = 21

export default {
  image: 'quay.io/debezium/server',
  java,
  artifacts: ['debezium-server'],

  async prepare(it) {
    for (const name of ['config', 'data'])
      mkdirSync(join(it.folder, name), { recursive: true })
    copyFileSync(join(labsFolder, 'stand/debezium-server.properties'), join(it.folder, 'config/application.properties'))
  },

  /** As run.sh of the distribution starts it. */
  async command(it) {
    const folder = join(it.artifact('debezium-server'), 'debezium-server')
    const runner = readdirSync(folder).find(name => name.endsWith('-runner.jar'))!
    return {
      file: (await findJava(java)).path!,
      args: ['-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '--add-opens=java.base/java.lang=ALL-UNNAMED', '-cp', [join(folder, runner), join(it.folder, 'config'), join(folder, 'lib', '*')].join(':'), 'io.debezium.server.Main'],
      env: { ...it.service.environment, QUARKUS_HTTP_HOST: '127.0.0.1', QUARKUS_HTTP_PORT: String(it.port(8080)) },
      cwd: it.folder,
    }
  },

  ready: async it => void await getJson(`http://127.0.0.1:${it.port(8080)}/q/health/live`),
  deadline: 120,
  stopSignal: 'SIGTERM',
  complaint: /\b(?:ERROR|FATAL)\b|Exception/,
} satisfies Image
