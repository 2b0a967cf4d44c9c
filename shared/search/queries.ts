import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { parse } from 'yaml'

const text = v.pipe(v.string(), v.minLength(1))

const schema = v.array(v.strictObject({
  query: text,
  /** Site paths; without `#` any place of the page will do. One of them has to be among the first three results. */
  finds: v.pipe(v.array(v.pipe(text, v.startsWith('/'))), v.minLength(1)),
}))

export type Query = v.InferOutput<typeof schema>[number]

/** What readers ask, and where they must get to. */
export function queries(): Query[] {
  return v.parse(schema, parse(readFileSync(fileURLToPath(new URL('./queries.yaml', import.meta.url)), 'utf8')))
}
