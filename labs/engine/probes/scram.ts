import { Buffer } from 'node:buffer'
import { createHash, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto'

/**
 * Client side of SCRAM-SHA-256 (RFC 7677) without channel binding, the way PostgreSQL uses it: the user name stays empty.
 */
export class Scram {
  readonly first: string
  readonly #bare: string
  readonly #nonce: string
  readonly #password: string
  #signature: Buffer = Buffer.alloc(0)

  constructor(password: string, nonce: string, user = '') {
    this.#password = password
    this.#nonce = nonce
    this.#bare = `n=${user},r=${nonce}`
    this.first = `n,,${this.#bare}`
  }

  /** The answer to the server's challenge. */
  final(challenge: string): string {
    const { r: nonce = '', s: salt = '', i: rounds = '' } = attributes(challenge)
    if (!nonce.startsWith(this.#nonce))
      throw new Error('Сервер подменил nonce в SCRAM.')
    const salted = pbkdf2Sync(this.#password.normalize('NFKC'), Buffer.from(salt, 'base64'), Number(rounds), 32, 'sha256')
    const clientKey = hmac(salted, 'Client Key')
    const withoutProof = `c=biws,r=${nonce}`
    const message = `${this.#bare},${challenge},${withoutProof}`
    const mask = hmac(createHash('sha256').update(clientKey).digest(), message)
    this.#signature = hmac(hmac(salted, 'Server Key'), message)
    const proof = Buffer.from(clientKey.map((byte, i) => byte ^ mask[i]!))
    return `${withoutProof},p=${proof.toString('base64')}`
  }

  /** @throws when the server does not know the password either. */
  verify(final: string): void {
    const theirs = Buffer.from(attributes(final).v ?? '', 'base64')
    if (theirs.length !== this.#signature.length || !timingSafeEqual(theirs, this.#signature))
      throw new Error('Сервер не доказал, что знает пароль (SCRAM).')
  }
}

function attributes(message: string): Record<string, string> {
  return Object.fromEntries(message.split(',').map(part => [
    part[0],
    part.slice(2),
  ]))
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
