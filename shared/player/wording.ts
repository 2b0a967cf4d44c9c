import type { Step } from './schema.ts'
import { count } from '../course/wording.ts'
import { moved } from './journal.ts'
import { operationOf, tableOf } from './run.ts'

const grouped = new Intl.NumberFormat('ru')

/** `1 376 байт`. */
export function bytes(n: number): string {
  return count(n, 'байт', 'байта', 'байт').replace(String(n), grouped.format(n))
}

function movement(name: string, by: number): string {
  return by > 0 ? `${name} сдвинулся на ${bytes(by)}` : `${name} на месте`
}

/** What the slot keeps and which of its positions a step has moved. */
export function slotNews(before: Step | undefined, now: Step): string {
  const held = `retained ${bytes(now.slot.retained_bytes)}, lag ${bytes(now.slot.lag_bytes)}`
  if (!before)
    return `${held}.`
  const [restart, confirmed] = (['restart_lsn', 'confirmed_flush_lsn'] as const).map(p => movement(p, moved(before, now, p)))
  return `${held}. ${confirmed}, ${restart}.`
}

/** `orders@121 u {"id":1101}`: a message on a line. */
export function messageLine(message: Step['kafka'][number]): string {
  return `${tableOf(message)}@${message.offset} ${operationOf(message)} ${message.key ? JSON.stringify(message.key) : 'без ключа'}`
}
