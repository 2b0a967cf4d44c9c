import type { Plugin } from 'vite'
import type { Run } from './schema.ts'
import * as v from 'valibot'
import { runSchema } from './schema.ts'

/** @throws with the file and every place in it that is not what the player reads, so that its notebook can be run again. */
export function readRun(json: string, file: string): Run {
  const result = v.safeParse(runSchema, parsed(json, file))
  if (!result.success)
    throw new Error(`${file} is no recorded run: ${result.issues.map(i => `${v.getDotPath(i) ?? 'document'}: ${i.message}`).join('; ')}. Record it again: npm run lab -- record <module>`)
  return result.output
}

function parsed(json: string, file: string): unknown {
  try {
    return JSON.parse(json)
  }
  catch (error) {
    throw new Error(`${file} is no JSON: ${(error as Error).message}`)
  }
}

/** Checks `recorded/replay-….json` where it is imported, so the browser gets a run that is whole and no validator. */
export function runPlugin(): Plugin {
  return {
    name: 'course:run',
    enforce: 'pre',
    transform: {
      filter: { id: /\/recorded\/replay-[\w-]+\.json$/ },
      // Still JSON: Vite makes a module of it, without the recorder's line breaks.
      handler: (json, id) => ({ code: JSON.stringify(readRun(json, id)), map: null }),
    },
  }
}
