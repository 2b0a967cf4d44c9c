/** A snapshot that is cut off once: sizes are in chunks. */
export interface Interruption {
  tables: readonly { name: string, chunks: number }[]
  /** How many chunks, counted over all tables, have been read when the worker is killed. */
  killed: number
  /** How many of them the saved offset of the incremental snapshot covers. */
  saved: number
}

export interface SnapshotLane {
  /** Chunks read in each table by the present run. */
  read: number[]
  /** Chunks that the topic got, repeats and all. */
  sent: number
}

export interface InterruptionFrame {
  initial: SnapshotLane
  incremental: SnapshotLane
  worker: 'running' | 'killed'
  /** What has happened, in a sentence. */
  caption: string
}

/** Chunks of each table when so many have been read from the first table on. */
function fill(tables: Interruption['tables'], chunks: number): number[] {
  let left = chunks
  return tables.map((table) => {
    const read = Math.min(left, table.chunks)
    left -= read
    return read
  })
}

/**
 * An initial snapshot remembers only that it is not finished, an incremental one the key of its last saved chunk.
 * @throws if the worker is not killed half-way: 0 ≤ saved ≤ killed < all chunks.
 */
export function interruptionFrames({ tables, killed, saved }: Interruption): InterruptionFrame[] {
  const all = tables.reduce((sum, t) => sum + t.chunks, 0)
  if (!(saved >= 0 && saved <= killed && killed > 0 && killed < all))
    throw new Error(`Not an interruption: saved ${saved}, killed at ${killed} of ${all}`)
  const lane = (read: number, sent: number): SnapshotLane => ({ read: fill(tables, read), sent })
  const frame = (worker: InterruptionFrame['worker'], initial: SnapshotLane, incremental: SnapshotLane, caption: string) => ({ worker, initial, incremental, caption })
  const half = lane(killed, killed)
  const rest = all - saved
  return [
    frame('running', lane(0, 0), lane(0, 0), `Два снапшота одних и тех же таблиц, чанков в них ${all}.`),
    frame('running', half, half, `Прочитано чанков: ${killed}. Пока разницы нет.`),
    frame('killed', half, half, 'Воркер упал. От памяти остался один оффсет.'),
    frame('running', lane(0, killed), lane(saved, killed), `Новый старт. В оффсете начального — «не закончен», инкрементального — ключ чанка ${saved}.`),
    frame('running', lane(all, killed + all), lane(all, killed + rest), `Оба закончили. Начальный прочитал ${killed + all}, инкрементальный ${killed + rest}.`),
  ]
}
