import type { KafkaMessage } from './schema.ts'

/** Parts of the envelope that a reader shows and hides. */
export const blocks = ['op', 'before', 'after', 'source', 'ts'] as const
export type Block = (typeof blocks)[number]

/** A line of a message: `indent` levels deep. A folded line stands for the whole of a hidden block. */
export interface EnvelopeLine { path: string, indent: number, name: string, value: string, folded?: Block }

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Times and the transaction's place share a block; a logical message's content is what `after` is to a row. */
export function blockOf(field: string): Block {
  const known = blocks.find(b => b === field)
  return known ?? (field === 'message' ? 'after' : 'ts')
}

function linesOf(value: unknown, name: string, path: string, indent: number): EnvelopeLine[] {
  if (!isObject(value))
    return [{ path, indent, name, value: JSON.stringify(value) }]
  const inner = Object.entries(value).flatMap(([n, part]) => linesOf(part, n, `${path}.${n}`, indent + 1))
  return [{ path, indent, name, value: '{' }, ...inner, { path: '', indent, name: '', value: '}' }]
}

/** The envelope, `op` first; a hidden block is one folded line. */
export function envelopeLines({ value }: KafkaMessage, shown: ReadonlySet<Block>): EnvelopeLine[] {
  const fields = Object.entries(value ?? {}).sort(([a], [b]) => blocks.indexOf(blockOf(a)) - blocks.indexOf(blockOf(b)))
  const hidden = new Set<Block>()
  return fields.flatMap(([name, part]) => {
    const block = blockOf(name)
    if (shown.has(block))
      return linesOf(part, name, name, 0)
    if (hidden.has(block))
      return []
    hidden.add(block)
    return [{ path: name, indent: 0, name: block, value: '…', folded: block }]
  })
}

/** The named fields of an envelope by their whole path, those that it has: a slide has no room for more. */
export function fieldLines(message: KafkaMessage, fields: readonly string[]): EnvelopeLine[] {
  return envelopeLines(message, new Set(blocks)).filter(l => fields.includes(l.path)).map(l => ({ ...l, name: l.path, indent: 0 }))
}

/** A field of two messages; undefined where a message has no such field. */
export interface ComparedField { path: string, left: string | undefined, right: string | undefined, differs: boolean }

function leaves(message: KafkaMessage, shown: ReadonlySet<Block>): Map<string, string> {
  const found = new Map<string, string>()
  const walk = (value: unknown, path: string): void => {
    if (isObject(value))
      Object.entries(value).forEach(([name, part]) => walk(part, `${path}.${name}`))
    else
      found.set(path, JSON.stringify(value))
  }
  for (const name of ['topic', 'partition', 'offset', 'key'] as const)
    walk(message[name], name)
  if (!message.value)
    found.set('value', 'null')
  for (const [name, part] of Object.entries(message.value ?? {})) {
    if (shown.has(blockOf(name)))
      walk(part, name)
  }
  return found
}

/** Two messages field by field: fields of the first in its order, then those that only the second has. */
export function compareMessages(left: KafkaMessage, right: KafkaMessage, shown: ReadonlySet<Block>): ComparedField[] {
  const [a, b] = [left, right].map(m => leaves(m, shown)) as [Map<string, string>, Map<string, string>]
  return [...new Set([...a.keys(), ...b.keys()])].map(path => ({
    path,
    left: a.get(path),
    right: b.get(path),
    differs: a.get(path) !== b.get(path),
  }))
}
