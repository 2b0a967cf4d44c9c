import { describe, expect, it } from 'vitest'
import { inlineCode, parseMarkdown, words } from './markdown.ts'

const page = `# Слот

Колонка \`wal_status\` и \`\`a \`b\` c\`\`.

\`\`\`sql [doc https://example.org 2026-11-24]
select 1;
\`\`\`

<<< @/../labs/postgres/sql/slots.sql#retained{sql}

- пункт

  \`\`\`\`md
  \`\`\`sql
  \`\`\`
  \`\`\`\`
`

describe('parseMarkdown', () => {
  const { blocks, imports, prose } = parseMarkdown(page)

  it('finds typed blocks, nested fences and indented ones too', () => {
    expect(blocks).toEqual([
      {
        line: 5,
        language: 'sql',
        meta: '[doc https://example.org 2026-11-24]',
        code: 'select 1;\n',
      },
      {
        line: 13,
        language: 'md',
        meta: '',
        code: '  ```sql\n  ```\n',
      },
    ])
  })

  it('finds imports with their region', () => {
    expect(imports).toEqual([
      { line: 9, path: '@/../labs/postgres/sql/slots.sql', region: 'retained' },
    ])
  })

  it('keeps the lines of the prose where they were', () => {
    expect(prose.split('\n')).toHaveLength(page.split('\n').length)
    expect(prose).not.toContain('select 1')
  })

  it('finds code in running text', () => {
    expect(inlineCode(prose)).toEqual([
      { line: 3, code: 'wal_status' },
      { line: 3, code: 'a `b` c' },
    ])
  })
})

describe('words', () => {
  it('counts what is read', () => {
    expect(words('---\ntitle: нет\n---\nДва слова <b>и</b> [ссылка](/postgres/slots).')).toBe(4)
  })
})
