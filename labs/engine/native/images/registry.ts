import type { Image } from '../image.ts'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { getJson } from '../../probes/http.ts'
import { findJava } from '../tools.ts'

const java = 21

export default {
  image: 'apicurio/apicurio-registry',
  java,
  artifacts: ['registry'],

  async prepare(it) {
    mkdirSync(it.folder, { recursive: true })
  },

  async command(it) {
    return {
      file: (await findJava(java)).path!,
      args: ['-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-jar', join(it.artifact('registry'), 'quarkus-run.jar')],
      env: { ...it.service.environment, QUARKUS_HTTP_HOST: '127.0.0.1', QUARKUS_HTTP_PORT: String(it.port(8080)) },
      cwd: it.folder,
    }
  },

  ready: async it => void await getJson(`http://127.0.0.1:${it.port(8080)}/apis/registry/v3/system/info`),
  deadline: 120,
  stopSignal: 'SIGTERM',
  complaint: /\b(?:ERROR|FATAL)\b|Exception/,
} satisfies Image
