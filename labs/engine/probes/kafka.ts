import { Buffer } from 'node:buffer'
import { exchange } from './exchange.ts'

const apiVersions = 18

/** ApiVersions, version 0: the only request every broker answers to a client that knows nothing about it. */
export async function brokerAnswers(port: number): Promise<void> {
  const client = 'lab'
  const body = Buffer.alloc(10 + client.length)
  body.writeInt16BE(apiVersions, 0)
  body.writeInt16BE(0, 2)
  body.writeInt32BE(1, 4)
  body.writeInt16BE(client.length, 8)
  body.write(client, 10)
  const size = Buffer.alloc(4)
  size.writeInt32BE(body.length)
  const answer = await exchange(port, Buffer.concat([size, body]), data => data.length >= 10)
  const error = answer.readInt16BE(8)
  if (error !== 0)
    throw new Error(`Kafka на порту ${port} ответила ошибкой ${error} на ApiVersions.`)
}
