/** Bytes of a WAL file, PostgreSQL's default: `--wal-segsize`. */
export const SEGMENT = 16 * 1024 * 1024

/**
 * `0/17116E90` as a number of bytes since the beginning of the journal.
 * @throws if the text is no LSN.
 */
export function lsnBytes(lsn: string): number {
  const [, high, low] = /^([0-9A-F]{1,8})\/([0-9A-F]{1,8})$/i.exec(lsn) ?? []
  if (!high || !low)
    throw new Error(`"${lsn}" is not an LSN like 0/17116E90`)
  return Number.parseInt(high, 16) * 2 ** 32 + Number.parseInt(low, 16)
}

/** Name of the WAL file that holds a byte, on the given timeline. */
export function segmentName(bytes: number, timeline = 1): string {
  const hex = (n: number) => n.toString(16).toUpperCase().padStart(8, '0')
  const segment = Math.floor(bytes / SEGMENT)
  const perLog = 2 ** 32 / SEGMENT
  return hex(timeline) + hex(Math.floor(segment / perLog)) + hex(segment % perLog)
}
