export interface StoredOffset { name: string, position: string }

export interface OffsetFrame {
  /** The connector's name at this step. */
  name: string
  /** Records of the offsets topic under the same `topic.prefix`; the last of a name is its newest. */
  records: StoredOffset[]
  /** Whether the connector has found a record under its own name. */
  found: boolean
  /** Operations in the table's topic: `r` comes from a snapshot, the others from the stream. */
  topic: string[]
  /** What has happened, in a sentence. */
  caption: string
}

export interface Rename {
  from: string
  to: string
  /** Operations that were streamed under the old name. */
  streamed: readonly string[]
  /** How many rows a snapshot reads. */
  rows: number
}

/**
 * A connector is renamed: its offset is stored under a key that holds its name, so the new name has none and begins with
 * a snapshot, unless the position has been carried over before it starts.
 * @throws if the name stays the same: nothing would be lost.
 */
export function offsetFrames({ from, to, streamed, rows }: Rename): OffsetFrame[] {
  if (from === to)
    throw new Error(`Not a rename: both names are "${from}"`)
  const old = { name: from, position: 'P' }
  const snapshot = Array.from<string>({ length: rows }).fill('r')
  const frame = (name: string, records: StoredOffset[], topic: readonly string[], caption: string): OffsetFrame => ({
    name,
    records,
    topic: [...topic],
    found: records.some(r => r.name === name),
    caption,
  })
  return [
    frame(from, [old], streamed, `${from} нашёл свою запись и продолжает поток с позиции P.`),
    frame(to, [old], streamed, `Имя сменили. Записи под именем ${to} нет, хотя позиция лежит рядом.`),
    frame(to, [old], [...streamed, ...snapshot], 'Нет оффсета — нет прошлого. Коннектор снимает снапшот заново.'),
    frame(to, [old, { name: to, position: 'Q' }], [...streamed, ...snapshot, 'u'], 'Теперь записей две. Старую никто не сотрёт.'),
    frame(to, [{ name: to, position: 'P' }], [...streamed, 'u'], 'С переносом: запись P положили под новое имя до запуска. Поток идёт без снапшота.'),
  ]
}
