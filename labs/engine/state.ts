import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { runFolder } from './folders.ts'

/** What the last `up` decided. Later commands must know it: the lab may run on ports that labs/.env does not name. */
const schema = v.object({
  engine: v.picklist(['docker', 'native']),
  services: v.array(v.string()),
  variables: v.record(v.string(), v.string()),
})

export type LabState = v.InferOutput<typeof schema>
export type EngineName = LabState['engine']

const file = () => join(runFolder, 'lab.json')

/** Undefined when no lab was started here, or when the file cannot be understood (then it is as good as absent). */
export function readState(): LabState | undefined {
  try {
    return v.parse(schema, JSON.parse(readFileSync(file(), 'utf8')))
  }
  catch {
    return undefined
  }
}

export function writeState(state: LabState): void {
  mkdirSync(runFolder, { recursive: true })
  const draft = `${file()}.${process.pid}`
  writeFileSync(draft, JSON.stringify(state, null, 2), { mode: 0o600 })
  renameSync(draft, file())
}

export function clearState(): void {
  rmSync(file(), { force: true })
}
