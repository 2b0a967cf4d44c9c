/** `0/1A2B3C4` as a number of bytes. The upper half stays below 2^21 for eight petabytes of WAL, so it is exact. */
export function parseLsn(text: string): number {
  const [high, low] = text.split('/') as [string, string]
  return Number.parseInt(high, 16) * 2 ** 32 + Number.parseInt(low, 16)
}

/** An LSN as PostgreSQL prints it. */
export function renderLsn(value: number): string {
  return `${Math.floor(value / 2 ** 32).toString(16)}/${(value % 2 ** 32).toString(16)}`.toUpperCase()
}

/** A position that nobody has saved yet. */
export const NOWHERE = '0/0'
