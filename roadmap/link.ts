import type { Progress } from './state.ts'
import type { Imported } from './transfer.ts'
import { serialize } from './state.ts'
import { readProgress } from './transfer.ts'

/** The fragment of a link that carries progress: `#progress=eJx…`. A fragment never leaves the browser. */
const PREFIX = '#progress='

/** Characters of a fragment. Progress of the whole course takes some 4,000; mail and messengers carry 16,000. */
export const MAX_FRAGMENT = 16_000

/** Bytes that a link may unpack to: a small text can hold a gigabyte of zeros. */
const MAX_UNPACKED = 1_000_000

const damaged = 'Ссылка с прогрессом повреждена: похоже, её обрезали при пересылке. Скопируйте её целиком или перенесите прогресс файлом. Ваши отметки не изменились.'
const tooLong = `Ссылка с прогрессом длиннее ${MAX_FRAGMENT} знаков: дорожная карта таких не пишет. Перенесите прогресс файлом. Ваши отметки не изменились.`

function toBase64Url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, b => String.fromCharCode(b)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** @throws on characters that are not base64url. */
function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[\w-]+$/.test(text))
    throw new TypeError('Not base64url')
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0))
}

function through(bytes: Uint8Array<ArrayBuffer>, transform: CompressionStream | DecompressionStream): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new Blob([bytes]).stream().pipeThrough(transform)
}

/** @throws RangeError when more than `limit` bytes come; the rest is not unpacked. */
async function collect(stream: ReadableStream<Uint8Array<ArrayBuffer>>, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  const reader = stream.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length
    if (size > limit) {
      await reader.cancel()
      throw new RangeError(`More than ${limit} bytes`)
    }
    chunks.push(next.value)
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer())
}

/**
 * A link to `page` (without a fragment) that carries progress: zlib, whose checksum tells a cut link from a whole one.
 * @returns undefined when it would be longer than `MAX_FRAGMENT`
 */
export async function progressLink(page: string, progress: Progress): Promise<string | undefined> {
  const bytes = new TextEncoder().encode(serialize(progress))
  const packed = await collect(through(bytes, new CompressionStream('deflate')), MAX_FRAGMENT).catch(() => undefined)
  const fragment = packed && PREFIX + toBase64Url(packed)
  return fragment && fragment.length <= MAX_FRAGMENT
    ? page + fragment
    : undefined
}

export function carriesProgress(hash: string): boolean {
  return hash.startsWith(PREFIX)
}

/** Progress out of a fragment; whatever the fragment, the error says in Russian what is wrong and what to do. */
export async function readProgressLink(hash: string, now = Date.now()): Promise<Imported> {
  if (hash.length > MAX_FRAGMENT)
    return { error: tooLong }
  try {
    const packed = fromBase64Url(hash.slice(PREFIX.length))
    const text = new TextDecoder().decode(await collect(through(packed, new DecompressionStream('deflate')), MAX_UNPACKED))
    return readProgress(text, now, {
      unreadable: damaged,
      newer: version => `Ссылку сделала более новая версия курса (формат ${version}). Обновите страницу и откройте ссылку ещё раз.`,
    })
  }
  catch {
    return { error: typeof DecompressionStream === 'undefined' ? 'Этот браузер не умеет распаковать ссылку с прогрессом. Обновите его или перенесите прогресс файлом.' : damaged }
  }
}
