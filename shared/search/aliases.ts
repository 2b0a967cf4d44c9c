import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { parse } from 'yaml'
import { glossary } from '../markdown/catalogue.ts'
import { fold } from './words.ts'

const file = fileURLToPath(new URL('./vocabulary.yaml', import.meta.url))
const schema = v.array(v.pipe(v.array(v.pipe(v.string(), v.minLength(1))), v.minLength(2)))

/** The names of one notion, one of which a reader types and another of which the text uses. */
export type Notion = string[]

function vocabulary(): Notion[] {
  const result = v.safeParse(schema, parse(readFileSync(file, 'utf8')))
  if (!result.success)
    throw new Error(`shared/search/vocabulary.yaml: ${result.issues.map(i => `${v.getDotPath(i) ?? 'list'}: ${i.message}`).join('; ')}`)
  return result.output
}

/** Names that two notions claim: a search by one would find the other. */
export function sharedNames(notions: readonly Notion[]): string[] {
  const names = notions.flatMap(n => [...new Set(n.map(fold))])
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))]
}

/**
 * Every notion of the course by all its names, Russian and English: from the glossaries and from `vocabulary.yaml`.
 * @throws if two notions share a name
 */
export function notions(): Notion[] {
  const terms = glossary().map(({ term, en, aliases }) => [...new Set([term.replaceAll('`', ''), en, ...aliases ?? []])])
  const all = [...terms, ...vocabulary()].filter(names => names.length > 1)
  const shared = sharedNames(all)
  if (shared.length)
    throw new Error(`Names of two notions in workbook/*/glossary.yaml or shared/search/vocabulary.yaml: ${shared.join(', ')}. Keep each in one place`)
  return all
}
