/** A row that the chunk's SELECT returned. */
export interface ChunkRow { key: string, value: string }

/** A change of the stream that was committed between the two watermarks. */
export interface StreamChange { op: 'c' | 'u' | 'd', key: string, value?: string }

/** What lies in WAL while the chunk is read, in its order. */
export type WalItem = { kind: 'low' | 'high' } | { kind: 'change', change: StreamChange }

/** An event of the topic: `r` comes from the chunk. */
export interface TopicEvent { op: 'c' | 'u' | 'd' | 'r', key: string, value: string }

export interface WatermarkFrame {
  /** What has been written to WAL so far. */
  wal: WalItem[]
  /** How many items of it Debezium has read. */
  read: number
  /** `dropped`: the stream has brought a newer version of the row; `sent`: it is in the topic. */
  buffer: (ChunkRow & { state: 'waiting' | 'dropped' | 'sent' })[]
  topic: TopicEvent[]
  /** What has happened, in a sentence. */
  caption: string
}

export interface Chunk {
  rows: readonly ChunkRow[]
  changes: readonly StreamChange[]
}

const verbs = { c: 'Вставка', u: 'Изменение', d: 'Удаление' } as const

function eventOf({ op, key, value = '' }: StreamChange): TopicEvent {
  return { op, key, value: op === 'd' ? '—' : value }
}

/**
 * One chunk of an incremental snapshot: low watermark, SELECT into a buffer, high watermark, and the window between
 * them, in which each change of the stream drops the row with its key from the buffer.
 * @throws if two rows of the chunk have the same key.
 * @see https://debezium.io/documentation/reference/stable/connectors/postgresql.html#postgresql-incremental-snapshots
 */
export function watermarkFrames({ rows, changes }: Chunk): WatermarkFrame[] {
  if (new Set(rows.map(r => r.key)).size < rows.length)
    throw new Error('Rows of a chunk are told apart by their keys: two of them are equal')
  const buffer = rows.map(row => ({ ...row, state: 'waiting' as WatermarkFrame['buffer'][number]['state'] }))
  const written: WalItem[] = changes.map(change => ({ kind: 'change', change }))
  const wal: WalItem[] = [{ kind: 'low' }, ...written, { kind: 'high' }]
  const frames: WatermarkFrame[] = [
    { wal: [{ kind: 'low' }], read: 0, buffer: [], topic: [], caption: 'Нижний знак: строка в таблице сигналов, она попадает в WAL.' },
    { wal: [{ kind: 'low' }, ...written], read: 0, buffer: buffer.map(r => ({ ...r })), topic: [], caption: 'SELECT чанка в буфер. Пока он идёт, таблицу меняют.' },
    { wal, read: 1, buffer: buffer.map(r => ({ ...r })), topic: [], caption: 'Верхний знак. Debezium дочитал до нижнего: окно открыто.' },
  ]
  const topic: TopicEvent[] = []
  for (const [i, change] of changes.entries()) {
    topic.push(eventOf(change))
    const stale = buffer.find(r => r.key === change.key)
    if (stale)
      stale.state = 'dropped'
    const caption = `${verbs[change.op]} ключа ${change.key} — в топике. ${stale ? 'Строка из буфера устарела и выброшена.' : 'В буфере такого ключа нет.'}`
    frames.push({ wal, read: i + 2, buffer: buffer.map(r => ({ ...r })), topic: [...topic], caption })
  }
  const left = buffer.filter(r => r.state === 'waiting')
  left.forEach(r => r.state = 'sent')
  topic.push(...left.map(({ key, value }) => ({ op: 'r' as const, key, value })))
  frames.push({ wal, read: wal.length, buffer, topic, caption: `Верхний знак прочитан: окно закрыто. Остаток чанка (${left.length}) уходит событиями r.` })
  return frames
}
