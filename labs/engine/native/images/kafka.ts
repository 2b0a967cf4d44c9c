import type { Image, Instance } from '../image.ts'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { brokerAnswers } from '../../probes/kafka.ts'
import { java, kafkaClass } from '../java.ts'
import { brokerProperties, propertiesText } from '../properties.ts'

const heap = '512m'

export default {
  image: 'apache/kafka',
  java: 17,
  artifacts: ['kafka'],

  async prepare(it, signal) {
    const data = join(it.folder, 'data')
    mkdirSync(it.folder, { recursive: true })
    if (!existsSync(data))
      await format(it, data, signal)
    writeFileSync(settings(it), propertiesText(properties(it, data)))
  },

  command: it => ({
    file: java,
    args: kafkaClass('kafka.Kafka', {
      libs: it.artifact('kafka'),
      folder: it.folder,
      heap,
    }, settings(it)),
  }),

  ready: it => brokerAnswers(it.port(9092)),
  deadline: 90,
  stopSignal: 'SIGTERM',
  complaint: /\b(?:ERROR|FATAL)\b|Exception/,
} satisfies Image

/** Formats beside the final place and moves it there, so that a half-formatted folder is never mistaken for data. */
async function format(it: Instance, data: string, signal: AbortSignal): Promise<void> {
  const draft = `${data}.draft`
  rmSync(draft, { recursive: true, force: true })
  const file = join(it.folder, 'format.properties')
  writeFileSync(file, propertiesText(properties(it, draft)))
  const cluster = it.service.environment.CLUSTER_ID ?? ''
  await execa(java, kafkaClass('kafka.tools.StorageTool', {
    libs: it.artifact('kafka'),
    folder: it.folder,
    heap: '256m',
  }, 'format', '--cluster-id', cluster, '-c', file), { cancelSignal: signal })
  renameSync(draft, data)
}

function properties(it: Instance, data: string) {
  return {
    ...brokerProperties(it.service.environment),
    'log.dirs': data,
  }
}

function settings(it: Instance): string {
  return join(it.folder, 'server.properties')
}
