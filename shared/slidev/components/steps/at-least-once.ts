/** A change on its way: `again` if the topic has it already. */
export interface Delivery { event: number, again: boolean }

export interface CrashFrame {
  /** The last event that the worker has read from WAL. */
  read: number
  /** The last event that the saved offset covers: here a new worker begins. */
  saved: number
  topic: Delivery[]
  worker: 'running' | 'killed' | 'restarted'
  /** What has happened, in a sentence. */
  caption: string
}

export interface Crash {
  /** How many events the stream has. */
  events: number
  /** How many the saved offset covers when the worker is killed. */
  saved: number
  /** How many are in the topic then. */
  produced: number
}

const upTo = (last: number, from = 1) => Array.from({ length: last - from + 1 }, (_, i) => from + i)
const deliveries = (events: readonly number[], again = false): Delivery[] => events.map(event => ({ event, again }))

/**
 * Read, produce, crash before the offset is saved, read again.
 * @throws if nothing is left to be delivered twice: 0 ≤ saved < produced ≤ events.
 */
export function crashFrames({ events, saved, produced }: Crash): CrashFrame[] {
  if (!(saved >= 0 && saved < produced && produced <= events))
    throw new Error(`Not a crash that repeats anything: saved ${saved}, produced ${produced} of ${events}`)
  const before = deliveries(upTo(saved))
  const sent = deliveries(upTo(produced))
  const repeats = deliveries(upTo(produced, saved + 1), true)
  const rest = deliveries(upTo(events, produced + 1))
  const frame = (worker: CrashFrame['worker'], read: number, covers: number, topic: Delivery[], caption: string): CrashFrame => ({ worker, read, saved: covers, topic, caption })
  return [
    frame('running', saved, saved, before, `Оффсет ${saved} сохранён: всё до него больше не понадобится.`),
    frame('running', produced, saved, sent, `Ещё ${repeats.length} в топике. Оффсет прежний: его сохраняют по расписанию.`),
    frame('killed', produced, saved, sent, 'kill -9. Память воркера пропала, топик и оффсет на месте.'),
    frame('restarted', saved, saved, sent, `Новый воркер читает сохранённый оффсет: начинать с ${saved + 1}.`),
    frame('restarted', produced, saved, [...sent, ...repeats], 'Те же события прочитаны снова. В топике повторы.'),
    frame('restarted', events, events, [...sent, ...repeats, ...rest], 'Оффсет сохранён. Потерь нет, повторы отбросит приёмник.'),
  ]
}
