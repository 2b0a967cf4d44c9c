import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readImages } from '../native/catalogue.ts'
import { readParts } from '../parts.ts'
import { baseImages, composeFile, pulledImages, readStack } from './compose.ts'
import { stackVariables } from './variables.ts'

const text = `
services:
  kafka:
    image: apache/kafka:\${KAFKA_VERSION}
    ports: ['127.0.0.1:\${KAFKA_PORT}:9092']
    expose: ['\${INNER_PORT}']
    environment: { KAFKA_NODE_ID: '1' }
    volumes: ['data:/var/lib/kafka/data']
  connect:
    image: registry:5000/debezium/connect:3
    depends_on:
      kafka: { condition: service_healthy }
    profiles: [extra]
`
const variables = { KAFKA_VERSION: '4.3.1', KAFKA_PORT: '19092', INNER_PORT: '29092' }

describe('readStack', () => {
  const stack = readStack(variables, text)

  it('separates the repository of an image from its tag', () => {
    expect(stack.services.map(it => it.image)).toEqual(['apache/kafka', 'registry:5000/debezium/connect'])
  })

  it('knows the variable that moves each port', () => {
    expect(stack.services[0]!.ports).toEqual([
      {
        variable: 'KAFKA_PORT',
        host: 19092,
        container: 9092,
        published: true,
      },
      {
        variable: 'INNER_PORT',
        host: 29092,
        container: 29092,
        published: false,
      },
    ])
  })

  it('keeps needs, volumes and profiles', () => {
    expect(stack.services[0]!.volumes).toEqual([
      { source: 'data', target: '/var/lib/kafka/data' },
    ])
    expect(stack.services[1]).toMatchObject({
      needs: ['kafka'],
      profiles: ['extra'],
    })
  })

  it('refuses a key that the native engine would silently ignore', () => {
    expect(() => readStack(variables, `${text}    network_mode: host\n`)).toThrow(/network_mode/)
  })
})

describe('labs/compose.yaml', () => {
  const source = readFileSync(composeFile, 'utf8')
  const services: Record<string, any> = parse(source).services
  const stack = readStack(stackVariables({}))

  it.each(Object.keys(services))('%s is bound to the loopback, checks its health, never restarts by itself', (name) => {
    const service = services[name]
    expect(service.ports.every((port: string) => port.startsWith('127.0.0.1:'))).toBe(true)
    expect(service.healthcheck.test[0]).toBe('CMD')
    expect(service.restart).toBe('no')
  })

  it('takes every version from labs/.env', () => {
    const versions = Object.values(services).filter(it => !it.build).map(it => it.image.split(':')[1])
    expect(versions.every(version => /^v?\$\{\w+_VERSION\}(?:-emulators)?$/.test(version))).toBe(true)
  })

  it('has a native runner for every service but those that exist with Docker only', async () => {
    const images = await readImages()
    const environments = (await readParts()).filter(it => it.python).map(it => it.name)
    // Grafana could not be had for the native engine: its dashboard is checked as JSON.
    expect(stack.services.filter(it => !images.has(it.image)).map(it => it.name).sort()).toEqual([...environments, 'grafana'].sort())
  })

  it('gives every port of the machine a variable of its own', () => {
    const used = stack.services.flatMap(it => it.ports.map(port => port.variable))
    expect(new Set(used).size).toBe(used.length)
    expect(used.every(name => name.endsWith('_PORT'))).toBe(true)
  })
})

describe('pulledImages', () => {
  it('finds what the stages of a Dockerfile start from, not the stages', () => {
    expect(baseImages('FROM python:3-slim AS a\nFROM maven:3 AS jars\nFROM a AS b\nFROM python:3-slim\n')).toEqual(['python:3-slim', 'maven:3'])
  })

  it('names every image of the stack with an exact tag, once', () => {
    const images = pulledImages(stackVariables({}))
    expect(images).toEqual([...new Set(images)])
    expect(images.filter(image => !/:v?\d[\w.-]*$/.test(image))).toEqual([])
    expect(images).toContain(`eclipse-temurin:${stackVariables({}).JAVA_VERSION}-jre`)
    expect(images.join()).not.toContain('debezium-course')
  })
})
