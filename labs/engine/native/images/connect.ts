import type { Image, Instance } from '../image.ts'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { labsFolder } from '../../folders.ts'
import { getJson } from '../../probes/http.ts'
import { java, kafkaClass } from '../java.ts'
import { propertiesText, workerProperties } from '../properties.ts'

export default {
  image: 'quay.io/debezium/connect',
  java: 17,
  artifacts: ['kafka', 'debezium-postgres', 'apicurio-converter', 'jmx', 'jolokia'],

  async prepare(it) {
    mkdirSync(it.folder, { recursive: true })
    writeFileSync(settings(it), propertiesText({
      ...workerProperties(it.service.environment),
      'plugin.path': [it.artifact('debezium-postgres'), it.artifact('apicurio-converter')].join(','),
      'rest.advertised.host.name': '127.0.0.1',
      'rest.advertised.port': String(it.port(8083)),
    }))
  },

  command: it => ({
    file: java,
    args: kafkaClass('org.apache.kafka.connect.cli.ConnectDistributed', {
      libs: it.artifact('kafka'),
      folder: it.folder,
      heap: '768m',
      agents: [metricsAgent(it), ...jolokiaAgent(it)],
    }, settings(it)),
    // ${env:…} in connector JSON reads the environment of the worker.
    env: { ...it.service.environment },
  }),

  // /connectors answers only after the worker has joined its group; / answers before.
  ready: async it => void await getJson(`http://127.0.0.1:${it.port(8083)}/connectors`),
  deadline: 120,
  stopSignal: 'SIGTERM',
  complaint: /\b(?:ERROR|FATAL)\b|Exception/,
} satisfies Image

function metricsAgent(it: Instance): string {
  return `${join(it.artifact('jmx'), 'jmx_prometheus_javaagent.jar')}=127.0.0.1:${it.port(9404)}:${join(labsFolder, 'stand/jmx.yaml')}`
}

/** Only a worker whose port 8778 is published: a second one would want the same port. */
function jolokiaAgent(it: Instance): string[] {
  return it.service.ports.some(port => port.container === 8778)
    ? [`${join(it.artifact('jolokia'), 'jolokia-agent.jar')}=host=127.0.0.1,port=${it.port(8778)},discoveryEnabled=false`]
    : []
}

function settings(it: Instance): string {
  return join(it.folder, 'connect-distributed.properties')
}
