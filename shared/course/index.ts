import type { Module, ModuleId, WrittenModule } from './types.ts'
import { cdc } from './modules/cdc.ts'
import { debezium } from './modules/debezium.ts'
import { planned } from './modules/planned.ts'
import { postgresPitfalls } from './modules/postgres-pitfalls.ts'
import { postgres } from './modules/postgres.ts'
import { snapshots } from './modules/snapshots.ts'
import { moduleIds } from './types.ts'

export * from './types.ts'

/** Every module by id: a forgotten or misspelt one is a type error. */
const byId = { ...planned, cdc, debezium, postgres, 'postgres-pitfalls': postgresPitfalls, snapshots } satisfies Record<ModuleId, Module>

/** The course in the order of the syllabus. */
export const modules: readonly Module[] = moduleIds.map(id => byId[id])

export const writtenModules: readonly WrittenModule[] = modules.filter(m => m.status === 'written')

/** @throws if there is no such module; the message lists those that exist. */
export function moduleById(id: string): Module {
  const found = modules.find(m => m.id === id)
  if (!found)
    throw new Error(`Unknown module "${id}". Modules: ${moduleIds.join(', ')}`)
  return found
}
