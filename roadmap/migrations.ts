import { CURRENT_VERSION } from './state.ts'

/** Turns progress of version n into version n + 1; may drop nothing that the next shape can hold. */
export type Migration = (old: Record<string, unknown>) => Record<string, unknown>

/**
 * `migrations[0]` leads from version 1 to 2, and so on. Version 1 is the first that was published.
 * 2: a tick may carry the module's version. Ticks of version 1 were made without one, and none is made up for them.
 */
export const migrations: readonly Migration[] = [
  old => ({ ...old, version: 2 }),
]

/** @throws if a step is missing: a version was raised without its migration. */
export function migrate(raw: Record<string, unknown>, version: number, steps: readonly Migration[] = migrations, current: number = CURRENT_VERSION): Record<string, unknown> {
  if (steps.length !== current - 1)
    throw new Error(`Progress is at version ${current}: expected ${current - 1} migrations, found ${steps.length}`)
  return steps.slice(version - 1).reduce((state, step) => step(state), raw)
}
