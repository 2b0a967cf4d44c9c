export type Properties = Record<string, string>
type Environment = Readonly<Record<string, string>>

// Settings of the launcher of apache/kafka, not of the broker.
const notBroker = new Set([
  'KAFKA_VERSION',
  'KAFKA_HEAP_OPTS',
  'KAFKA_LOG4J_OPTS',
  'KAFKA_OPTS',
  'KAFKA_JMX_OPTS',
  'KAFKA_JVM_PERFORMANCE_OPTS',
  'KAFKA_GC_LOG_OPTS',
  'KAFKA_LOG4J_ROOT_LOGLEVEL',
  'KAFKA_LOG4J_LOGGERS',
  'KAFKA_TOOLS_LOG4J_LOGLEVEL',
  'KAFKA_JMX_HOSTNAME',
])

/**
 * server.properties as the image apache/kafka makes it: the prefix goes, `___` is a dash, `__` an underscore, `_` a dot.
 *
 * @see https://github.com/apache/kafka/blob/4.3.1/core/src/main/scala/kafka/docker/KafkaDockerWrapper.scala
 */
export function brokerProperties(environment: Environment): Properties {
  return translated(environment, key => key.startsWith('KAFKA_') && !notBroker.has(key), key =>
    key.slice('KAFKA_'.length).toLowerCase().replaceAll('_', '.').replaceAll('...', '-').replaceAll('..', '_'))
}

/** Variables of quay.io/debezium/connect that replace the CONNECT_ ones, with the defaults of its entrypoint. */
const workerVariables: Readonly<Record<string, [name: string, fallback?: string]>> = {
  BOOTSTRAP_SERVERS: ['bootstrap.servers'],
  GROUP_ID: ['group.id', '1'],
  CONFIG_STORAGE_TOPIC: ['config.storage.topic'],
  OFFSET_STORAGE_TOPIC: ['offset.storage.topic'],
  STATUS_STORAGE_TOPIC: ['status.storage.topic', 'connect-status'],
  KEY_CONVERTER: ['key.converter', 'org.apache.kafka.connect.json.JsonConverter'],
  VALUE_CONVERTER: ['value.converter', 'org.apache.kafka.connect.json.JsonConverter'],
  SHUTDOWN_TIMEOUT: ['task.shutdown.graceful.timeout.ms', '10000'],
  OFFSET_FLUSH_INTERVAL_MS: ['offset.flush.interval.ms', '60000'],
  OFFSET_FLUSH_TIMEOUT_MS: ['offset.flush.timeout.ms', '5000'],
}

/**
 * connect-distributed.properties as the image quay.io/debezium/connect makes it: `CONNECT_X_Y` is `x.y`, and its own short names win.
 *
 * @see https://github.com/debezium/container-images/blob/main/connect-base/3.8/docker-entrypoint.sh
 */
export function workerProperties(environment: Environment): Properties {
  const properties = translated(environment, key => key.startsWith('CONNECT_') && !key.startsWith('CONNECT_LOG4J'), key =>
    key.slice('CONNECT_'.length).toLowerCase().replaceAll('_', '.'))
  for (const [variable, [name, fallback]] of Object.entries(workerVariables)) {
    const value = environment[variable] || fallback
    if (value === undefined)
      throw new Error(`compose.yaml gives Connect no ${variable}; the image cannot start without it.`)
    properties[name] = value
  }
  return properties
}

function translated(environment: Environment, chosen: (key: string) => boolean, rename: (key: string) => string): Properties {
  return Object.fromEntries(Object.entries(environment).filter(([key]) => chosen(key)).map(([key, value]) => [
    rename(key),
    value,
  ]))
}

/** The text of a .properties file; a backslash there starts an escape. */
export function propertiesText(properties: Properties): string {
  return Object.entries(properties).map(([key, value]) => `${key}=${value.replaceAll('\\', '\\\\')}\n`).join('')
}
