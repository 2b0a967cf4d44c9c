/** Reads what `cdclab record` wrote: a slide shows the part of a recording it speaks about, and nobody types it. */

/** A row of a table, or a record: column → text, as printed. */
export type Row = Record<string, string>

function cellsOf(line: string): string[] {
  return line.split('|').map(c => c.trim())
}

/**
 * The first table of a recording, as `show.table` prints it.
 * @throws if there is none: the recording has changed its shape, and the slide has to follow.
 */
export function parseTable(text: string): Row[] {
  const lines = text.trimEnd().split('\n')
  const rule = lines.findIndex(l => /^-+(?:\+-+)*$/.test(l))
  if (rule < 1)
    throw new Error(`No table in the recording:\n${text}`)
  const columns = cellsOf(lines[rule - 1]!)
  const body = lines.slice(rule + 1).map(cellsOf)
  const end = body.findIndex(cells => cells.length !== columns.length)
  return body.slice(0, end < 0 ? undefined : end).map(cells => Object.fromEntries(columns.map((c, i) => [c, cells[i]!])))
}

/**
 * The first record of a recording, as `show.record` prints it: a name and a value a line.
 * @throws if there is none.
 */
export function parseRecord(text: string): Row {
  const lines = text.trim().split('\n')
  const end = lines.findIndex(l => !l.includes('|'))
  const pairs = lines.slice(0, end < 0 ? undefined : end).map(cellsOf)
  if (!pairs.length)
    throw new Error(`No record in the recording:\n${text}`)
  return Object.fromEntries(pairs.map(([name, value]) => [name!, value!]))
}

/** The JSON documents of a recording, one after another, as `show.document` prints them. */
export function parseDocuments(text: string): unknown[] {
  return text.trim().split(/\n(?=[{[])/).map(d => JSON.parse(d))
}

function indentOf(line: string): number {
  return line.search(/\S|$/)
}

/**
 * The lines of a recording that a slide needs, trimmed. A line that the recorder broke, its rest indented deeper, is
 * put together again.
 * @throws if no line contains one of the texts.
 */
export function linesWith(text: string, parts: readonly string[]): string[] {
  const lines = text.split('\n')
  return parts.map((part) => {
    const first = lines.findIndex(l => l.includes(part))
    if (first < 0)
      throw new Error(`No line with "${part}" in the recording:\n${text}`)
    const next = lines.findIndex((l, i) => i > first && (!l.trim() || indentOf(l) <= indentOf(lines[first]!)))
    return lines.slice(first, next < 0 ? undefined : next).map(l => l.trim()).join(' ')
  })
}

/** A line of a document: `indent` levels deep, a name unless it is a bracket, what follows it. */
export interface DocumentLine { indent: number, path: string, name: string, value: string }

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * The given fields of a JSON document, in its own order and nesting; an ellipsis after the bracket says that some are left out.
 * @param document A parsed message.
 * @param fields Paths: `key`, `value.op`, `value.source.lsn`. A path of an object stands for all of it.
 * @throws if the document has no such field.
 */
export function documentLines(document: unknown, fields: readonly string[]): DocumentLine[] {
  const missing = new Set(fields)

  function linesOf(value: Record<string, unknown>, prefix: string, indent: number, whole: boolean): DocumentLine[] {
    const lines: DocumentLine[] = []
    for (const [name, part] of Object.entries(value)) {
      const path = prefix + name
      const chosen = whole || missing.delete(path)
      if (!chosen && !fields.some(f => f.startsWith(`${path}.`))) {
        continue
      }
      // A small object stays on its line, as the recorder prints it.
      const inline = !isObject(part) || (chosen && JSON.stringify(part).length < 24)
      if (inline) {
        lines.push({ indent, path, name, value: JSON.stringify(part) })
        continue
      }
      const inner = linesOf(part, `${path}.`, indent + 1, chosen)
      const shown = inner.filter(l => l.indent === indent + 1 && l.name).length
      lines.push({ indent, path, name, value: shown < Object.keys(part).length ? '{ …' : '{' }, ...inner, { indent, path: '', name: '', value: '}' })
    }
    return lines
  }

  if (!isObject(document))
    throw new Error(`Not a JSON object: ${JSON.stringify(document)}`)
  const lines = linesOf(document, '', 0, false)
  if (missing.size)
    throw new Error(`The document has no ${[...missing].join(', ')}: ${JSON.stringify(document)}`)
  return lines
}
