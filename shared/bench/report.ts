import type { Cost } from './measure.ts'

export interface Row {
  what: string
  unit: string
  ours: number
  /** Absent where nothing compares. */
  peer?: { name: string, value: number }
  /** What the ratio should not exceed. */
  goal?: number
}

function number(value: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)
}

/** Ratio of ours to the peer's: below one we are lighter or faster. */
export function ratio({ ours, peer }: Row): number {
  return peer ? ours / peer.value : Number.NaN
}

function line(row: Row): string[] {
  const goal = row.goal === undefined ? '' : ` (goal ≤ ${row.goal}${ratio(row) <= row.goal ? '' : ', missed'})`
  return [row.what, `${number(row.ours)} ${row.unit}`, row.peer ? `${number(row.peer.value)} ${row.unit}` : '', row.peer?.name ?? '', row.peer ? `${number(ratio(row))}${goal}` : '']
}

/** Rows as columns of text, for a terminal. */
export function table(title: string, rows: readonly Row[]): string {
  const lines = [['', 'ours', 'peer', 'peer is', 'ours / peer'], ...rows.map(line)]
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map(l => [...l[column]!].length)))
  return `\n${title}\n${lines.map(l => `  ${l.map((cell, i) => cell.padEnd(widths[i]!)).join('  ').trimEnd()}`).join('\n')}`
}

/** A row for the clock and one for the processor: on a busy machine only the second compares. */
export function costs(what: string, ours: Cost, peer: { name: string, cost: Cost }, goal?: number): Row[] {
  return [
    { what, unit: 's', ours: ours.wall, peer: { name: peer.name, value: peer.cost.wall }, ...(goal !== undefined && { goal }) },
    { what: `${what}, processor`, unit: 's', ours: ours.cpu, peer: { name: peer.name, value: peer.cost.cpu } },
  ]
}
