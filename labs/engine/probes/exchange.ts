import { Buffer } from 'node:buffer'
import { connect } from 'node:net'

/** Sends one request to 127.0.0.1 and reads until `complete`. */
export function exchange(port: number, request: Buffer, complete: (data: Buffer) => boolean, timeout = 3000): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let data = Buffer.alloc(0)
    const socket = connect({ host: '127.0.0.1', port, timeout }, () => socket.write(request))
    const fail = (error: Error) => {
      socket.destroy()
      reject(error)
    }
    socket.on('data', (chunk) => {
      data = Buffer.concat([data, chunk])
      if (complete(data)) {
        socket.destroy()
        resolve(data)
      }
    })
    socket.on('timeout', () => fail(new Error(`Порт ${port} не отвечает ${timeout} мс.`)))
    socket.on('error', fail)
    socket.on('close', () => fail(new Error(`Порт ${port} закрыл соединение без ответа.`)))
  })
}
