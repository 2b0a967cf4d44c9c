import type { ModuleId } from '../course/index.ts'
import type { Edition } from './schema.ts'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { parse } from 'yaml'
import { writtenModules } from '../course/index.ts'
import { changelogSchema } from './schema.ts'

/** @throws with the file, the place and the expectation, so that an author knows what to change. */
export function parseChangelog(yaml: string, file: string): Edition[] {
  const result = v.safeParse(changelogSchema, parse(yaml))
  if (!result.success)
    throw new Error(`${file}: ${result.issues.map(i => `${v.getDotPath(i) ?? 'changes'}: ${i.message}`).join('; ')}`)
  return result.output
}

export function changelogFile(module: ModuleId): string {
  return fileURLToPath(new URL(`../../workbook/${module}/changes.yaml`, import.meta.url))
}

/** The changelog of every written module, by its id. */
export function changelogs(): Partial<Record<ModuleId, Edition[]>> {
  return Object.fromEntries(writtenModules.map(({ id }) => {
    const file = changelogFile(id)
    if (!existsSync(file))
      throw new Error(`workbook/${id}/changes.yaml is missing: every written module has a version. Begin with 1.0.0 and the day it appears`)
    return [id, parseChangelog(readFileSync(file, 'utf8'), `workbook/${id}/changes.yaml`)]
  }))
}
