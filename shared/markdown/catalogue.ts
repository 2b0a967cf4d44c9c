import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { parse } from 'yaml'
import { writtenModules } from '../course/index.ts'

const workbook = fileURLToPath(new URL('../../workbook/', import.meta.url))

const text = v.pipe(v.string(), v.trim(), v.minLength(1))

export const termSchema = v.strictObject({
  /** The Russian term, as `voice.md` of the course spells it. */
  term: text,
  /** The English name. */
  en: text,
  /** Other names and spellings that people search by; readers do not see them. */
  aliases: v.optional(v.array(text)),
  /** Markdown, one paragraph. */
  text,
  /** Site path with an anchor: where the term is explained. */
  see: v.pipe(text, v.startsWith('/')),
})

export const symptomSchema = v.strictObject({
  id: v.pipe(text, v.regex(/^[a-z0-9-]+$/)),
  /** What an operator sees, in a few words. */
  symptom: text,
  /** The telling line of a log, a query's answer or a metric, word for word. */
  seen: v.optional(text),
  cause: text,
  cure: text,
  prevention: v.optional(text),
  see: v.pipe(text, v.startsWith('/')),
})

export type Term = v.InferOutput<typeof termSchema>
export type Symptom = v.InferOutput<typeof symptomSchema>

/** @throws if the file is not what the schema wants; the message names the file, the place and the expectation. */
function read<T>(file: string, schema: v.GenericSchema<unknown, T>): T[] {
  const path = join(workbook, file)
  if (!existsSync(path))
    throw new Error(`workbook/${file} is missing: every written module has one`)
  const result = v.safeParse(v.array(schema), parse(readFileSync(path, 'utf8')))
  if (!result.success)
    throw new Error(`workbook/${file}: ${result.issues.map(i => `${v.getDotPath(i)}: ${i.message}`).join('; ')}`)
  return result.output
}

/** The glossary of all written modules, in alphabetical order. */
export function glossary(): Term[] {
  return writtenModules.flatMap(m => read(`${m.id}/glossary.yaml`, termSchema))
    .sort((a, b) => a.term.localeCompare(b.term, 'ru'))
}

export interface SymptomsOfModule { title: string, symptoms: Symptom[] }

export function troubleshooting(): SymptomsOfModule[] {
  return writtenModules.map(m => ({
    title: m.title,
    symptoms: read(`${m.id}/troubleshooting.yaml`, symptomSchema),
  }))
}

function termMarkdown({ term, en, text, see }: Term): string {
  return `## ${term} {#${anchorOf(en)}}\n\n*${en}* · ${text} [Подробнее](${see})\n`
}

export function anchorOf(en: string): string {
  return en.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
}

function symptomMarkdown(s: Symptom): string {
  const seen = s.seen
    ? `\`\`\`text [seen]\n${s.seen}\n\`\`\`\n\n`
    : ''
  const prevention = s.prevention
    ? `**Как не допустить.** ${s.prevention}\n\n`
    : ''
  return `### ${s.symptom} {#${s.id}}\n\n${seen}**Причина.** ${s.cause}\n\n**Лечение.** ${s.cure}\n\n${prevention}[Подробнее](${s.see})\n`
}

const sections: Record<string, () => string> = {
  glossary: () => glossary().map(termMarkdown).join('\n'),
  troubleshooting: () => troubleshooting().map(m => `## ${m.title}\n\n${m.symptoms.map(symptomMarkdown).join('\n')}`).join('\n'),
}

/** Replaces `<!-- catalogue: glossary -->` by the entries of all modules, as Markdown: they get anchors and are found by search. */
export function expandCatalogues(markdown: string): string {
  return markdown.replace(/^<!-- catalogue: (\w+) -->$/gm, (_, name: string) => {
    const section = sections[name]
    if (!section)
      throw new Error(`Unknown catalogue "${name}". Catalogues: ${Object.keys(sections).join(', ')}`)
    return section()
  })
}
