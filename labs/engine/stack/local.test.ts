import { describe, expect, it } from 'vitest'
import { readStack } from './compose.ts'
import { byName, localService } from './local.ts'

const stack = readStack({}, `
services:
  postgres:
    image: postgres:18
    ports: ['127.0.0.1:15432:5432']
  kafka:
    image: apache/kafka:4
    ports: ['127.0.0.1:19092:9092']
    expose: ['39092', '39093']
    environment:
      KAFKA_LISTENERS: INTERNAL://:39092,EXTERNAL://:9092,CONTROLLER://0.0.0.0:39093
      KAFKA_ADVERTISED_LISTENERS: INTERNAL://kafka:39092,EXTERNAL://127.0.0.1:19092
      KAFKA_CONTROLLER_QUORUM_VOTERS: 1@kafka:39093
  connect:
    image: connect:3
    ports: ['127.0.0.1:18083:8083']
    environment:
      BOOTSTRAP_SERVERS: kafka:39092
      CONNECT_LISTENERS: http://0.0.0.0:8083
      CONNECT_URL: http://connect:8083
      POSTGRES_HOST: postgres
      POSTGRES_PORT: '5432'
      POSTGRES_USER: postgres
      JDBC: jdbc:postgresql://postgres:5432/shop
      MIRROR: my-kafka:39092
`)
const local = (name: string) => localService(byName(stack, name), stack).environment

describe('localService', () => {
  it('binds listeners to the loopback on the ports of the machine', () => {
    expect(local('kafka')).toEqual({
      KAFKA_LISTENERS: 'INTERNAL://127.0.0.1:39092,EXTERNAL://127.0.0.1:19092,CONTROLLER://127.0.0.1:39093',
      KAFKA_ADVERTISED_LISTENERS: 'INTERNAL://127.0.0.1:39092,EXTERNAL://127.0.0.1:19092',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@127.0.0.1:39093',
    })
  })

  it('replaces the names of neighbours, and only those', () => {
    expect(local('connect')).toEqual({
      BOOTSTRAP_SERVERS: '127.0.0.1:39092',
      CONNECT_LISTENERS: 'http://127.0.0.1:18083',
      CONNECT_URL: 'http://127.0.0.1:18083',
      POSTGRES_HOST: '127.0.0.1',
      POSTGRES_PORT: '15432',
      POSTGRES_USER: 'postgres',
      JDBC: 'jdbc:postgresql://127.0.0.1:15432/shop',
      MIRROR: 'my-kafka:39092',
    })
  })
})

it('says which services exist when asked for another', () => {
  expect(() => byName(stack, 'zookeeper')).toThrow(/postgres, kafka, connect/)
})
