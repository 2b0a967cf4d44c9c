import type { ModuleId } from './types.ts'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'

const schema = v.object({
  /** Day of the run, ISO. */
  date: v.pipe(v.string(), v.isoDate()),
  engine: v.picklist(['native', 'docker']),
  architecture: v.string(),
  postgres: v.string(),
  kafka: v.string(),
  debezium: v.string(),
  /** The commit that the run had checked out, short; null where there was no Git. */
  commit: v.nullable(v.string()),
  /** Seconds that each notebook and drill took. */
  seconds: v.record(v.string(), v.number()),
})

/** When and on what the recordings of a module were made. Written by `cdclab record`, never by hand. */
export type Verified = v.InferOutput<typeof schema>

/** @throws when the file is not what `cdclab record` writes. */
export function verified(module: ModuleId): Verified | undefined {
  const file = fileURLToPath(new URL(`../../labs/${module}/recorded/run.json`, import.meta.url))
  return existsSync(file) ? v.parse(schema, JSON.parse(readFileSync(file, 'utf8'))) : undefined
}
