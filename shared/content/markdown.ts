/** A fenced block that was typed into a page. */
export interface Block {
  /** Counts from 1. */
  line: number
  language: string
  /** What follows the language: `[doc https://… 2026-11-24]`. */
  meta: string
  code: string
}

/** An import of a listing or a recording: `<<< @/../labs/postgres/sql/role.sql#role`. */
export interface Import {
  line: number
  /** As written, without the region. */
  path: string
  region: string | undefined
}

/** The run of marks that opens a fence. */
const fence = /^(?:`{3,}|~{3,})/

interface Parsed {
  blocks: Block[]
  imports: Import[]
  /** The text without blocks and imports; as many lines as before. */
  prose: string
}

/** Splits Markdown into prose, typed blocks and imports. */
export function parseMarkdown(text: string): Parsed {
  const blocks: Block[] = []
  const imports: Import[] = []
  const prose: string[] = []
  let open: { block: Block, end: string } | undefined
  for (const [i, line] of text.split('\n').entries()) {
    const marks = fence.exec(line.trimStart())?.[0]
    const info = line.trimStart().slice(marks?.length ?? 0)
    if (open) {
      if (line.trim().startsWith(open.end) && !line.trim().slice(open.end.length).replace(/[`~]/g, ''))
        open = undefined
      else
        open.block.code += `${line}\n`
      prose.push('')
    }
    else if (marks) {
      const language = /^[^\s[{]*/.exec(info)![0]
      open = {
        block: {
          line: i + 1,
          language,
          meta: info.slice(language.length).trim(),
          code: '',
        },
        end: marks,
      }
      blocks.push(open.block)
      prose.push('')
    }
    else if (line.startsWith('<<<')) {
      const [, path, region] = /^<<<\s*([^\s#{[]+)(?:#([\w.-]+))?/.exec(line) ?? []
      imports.push({ line: i + 1, path: path ?? '', region })
      prose.push('')
    }
    else {
      prose.push(line)
    }
  }
  return {
    blocks,
    imports,
    prose: prose.join('\n'),
  }
}

/** Files that a page's script imports as text, as they are named there: `import text from '../recorded/slot.txt?raw'`. */
export function rawImports(prose: string): { line: number, path: string }[] {
  return prose.split('\n').flatMap((text, i) => [
    ...text.matchAll(/['"]([^'"]+)\?(?:raw|url|inline)['"]/g),
  ].map(([, path]) => ({ line: i + 1, path: path! })))
}

/** Text in backticks, with the line it stands on. */
export function inlineCode(prose: string): { line: number, code: string }[] {
  return prose.split('\n').flatMap((text, i) => [
    ...text.matchAll(/``(.+?)``|`([^`]+)`/g),
  ]
    .map(([, double, single]) => ({
      line: i + 1,
      code: (double ?? single!).trim(),
    })))
}

/** Words of running text: what a reader reads, without markup, code and markup of components. */
export function words(prose: string): number {
  const plain = prose
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/<script[\s\S]*?<\/script>|<!--[\s\S]*?-->|<[^>]+>/g, ' ')
    .replace(/\]\([^)]*\)/g, ']')
  return (plain.match(/[\p{L}\p{N}][\p{L}\p{N}\-._/]*/gu) ?? []).length
}
