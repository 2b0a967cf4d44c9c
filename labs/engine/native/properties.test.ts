import { describe, expect, it } from 'vitest'
import { brokerProperties, propertiesText, workerProperties } from './properties.ts'

describe('brokerProperties', () => {
  it.each([
    ['KAFKA_LOG_DIRS', 'log.dirs'],
    ['KAFKA_SSL_PRINCIPAL__MAPPING', 'ssl.principal_mapping'],
    ['KAFKA_LISTENER_NAME_A___B_SSL', 'listener.name.a-b.ssl'],
  ])('%s → %s', (variable, property) => {
    expect(brokerProperties({ [variable]: 'x' })).toEqual({ [property]: 'x' })
  })

  it('leaves out what belongs to the launcher or to nobody', () => {
    expect(brokerProperties({
      KAFKA_OPTS: '-X',
      KAFKA_HEAP_OPTS: '-Xmx1g',
      CLUSTER_ID: 'x',
      PATH: '/bin',
    })).toEqual({})
  })
})

const required = { BOOTSTRAP_SERVERS: 'kafka:29092', CONFIG_STORAGE_TOPIC: 'c', OFFSET_STORAGE_TOPIC: 'o' }

describe('workerProperties', () => {
  it('fills in what the entrypoint of the image fills in', () => {
    expect(workerProperties(required)).toEqual({
      'bootstrap.servers': 'kafka:29092',
      'group.id': '1',
      'config.storage.topic': 'c',
      'offset.storage.topic': 'o',
      'status.storage.topic': 'connect-status',
      'key.converter': 'org.apache.kafka.connect.json.JsonConverter',
      'value.converter': 'org.apache.kafka.connect.json.JsonConverter',
      'task.shutdown.graceful.timeout.ms': '10000',
      'offset.flush.interval.ms': '60000',
      'offset.flush.timeout.ms': '5000',
    })
  })

  it('translates CONNECT_ variables and lets the short names of the image win', () => {
    const properties = workerProperties({
      ...required,
      CONNECT_CONFIG_PROVIDERS_ENV_CLASS: 'X',
      CONNECT_OFFSET_FLUSH_INTERVAL_MS: '1',
      OFFSET_FLUSH_INTERVAL_MS: '5000',
      CONNECT_LOG4J_LOGGERS: 'x',
    })
    expect(properties).toMatchObject({ 'config.providers.env.class': 'X', 'offset.flush.interval.ms': '5000' })
    expect(properties).not.toHaveProperty('log4j.loggers')
  })

  it('names the variable without which the image does not start', () => {
    expect(() => workerProperties({ ...required, CONFIG_STORAGE_TOPIC: '' })).toThrow('CONFIG_STORAGE_TOPIC')
  })
})

it('escapes backslashes, which a properties file would swallow', () => {
  expect(propertiesText({ pattern: '^a\\d$' })).toBe('pattern=^a\\\\d$\n')
})
