import type { Progress } from './state.ts'
import { migrate } from './migrations.ts'
import { readCurrent } from './schema.ts'
import { CURRENT_VERSION } from './state.ts'

export type Parsed
  = | { kind: 'ok', progress: Progress }
  /** Some entries made no sense; `progress` has the others. */
    | { kind: 'damaged', progress: Progress, dropped: number }
  /** Nothing in it could be understood. */
    | { kind: 'unreadable' }
  /** Written by a later version of the course than this page. */
    | { kind: 'newer', version: number }

function toObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? value as Record<string, unknown>
      : undefined
  }
  catch {
    return undefined
  }
}

/** Progress out of any text: the storage's or a file's. Never throws, whatever the text. */
export function parse(text: string, now: number): Parsed {
  const raw = toObject(text)
  const version = raw?.version
  if (!raw || typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    return { kind: 'unreadable' }
  if (version > CURRENT_VERSION)
    return { kind: 'newer', version }
  const { progress, dropped } = readCurrent(migrate(raw, version), now)
  return dropped
    ? { kind: 'damaged', progress, dropped }
    : { kind: 'ok', progress }
}
