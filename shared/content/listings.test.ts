import { describe, expect, it } from 'vitest'
import { blockFault, importFault, rawImportFault, region, typedRecordingFault } from './listings.ts'
import { rawImports } from './markdown.ts'

const block = (language: string, meta = '') => ({ line: 1, language, meta, code: '' })

describe('blockFault', () => {
  it.each([
    'sql',
    'python',
    'bash',
    'json',
    'text',
    '',
  ])('refuses a typed %s block', (language) => {
    expect(blockFault(block(language))).toContain('Import it from labs/')
  })

  it('accepts diagrams and what says where it comes from', () => {
    expect(blockFault(block('mermaid'))).toBeUndefined()
    expect(blockFault(block('hcl', '[doc https://docs.aws.amazon.com/x 2026-11-24]'))).toBeUndefined()
  })

  it('wants a source and a date', () => {
    expect(blockFault(block('hcl', '[doc]'))).toBeDefined()
    expect(blockFault(block('hcl', '[doc https://docs.aws.amazon.com/x]'))).toBeDefined()
  })
})

describe('importFault', () => {
  const fault = (path: string, name?: string) => importFault({ line: 1, path, region: name }, 'workbook')

  it('refuses what is not there', () => {
    expect(fault('@/../labs/nowhere.sql')).toContain('does not exist')
    expect(fault('@/../labs/shop/schema.sql', 'nothing')).toContain('no region "nothing"')
  })

  it('refuses what no run has touched', () => {
    expect(fault('@/../README.md')).toContain('not below labs/')
  })
})

describe('region', () => {
  it.each([
    ['--', '#region'],
    ['#', 'region'],
    ['//', '#region'],
  ])('knows %s %s', (comment, start) => {
    expect(region(`a\n${comment} ${start} x\n  b\n${comment} ${start.replace('region', 'endregion')} x\nc`, 'x')).toEqual(['  b'])
  })
})

describe('a raw import', () => {
  const page = 'decks/slides/postgres/02-incident.md'

  it('is found wherever a script names it', () => {
    expect(rawImports('<script setup>\nimport text from \'../a.txt?raw\'\nconst b = await import("../b.txt?raw")\n</script>')).toEqual([{ line: 2, path: '../a.txt' }, { line: 3, path: '../b.txt' }])
  })

  it('leads to what a run has written', () => {
    expect(rawImportFault('../../../labs/postgres/recorded/heartbeat-none.txt', page)).toBeUndefined()
    expect(rawImportFault('../../../labs/postgres/recorded/heartbeat.txt', page)).toContain('does not exist')
    expect(rawImportFault('../../../README.md', page)).toContain('not below labs/')
    expect(rawImportFault('../../../labs/../shared/quiz/schema.ts', page)).toContain('not below labs/')
  })

  it('is what a recording on a slide is made of', () => {
    expect(typedRecordingFault('<RecordedLines :text="text" :parts="[]" />', [1])).toBeUndefined()
    expect(typedRecordingFault('<RecordedLines :text="text" :parts="[]" />', [])).toContain('imports none')
    expect(typedRecordingFault('<RecordedLines text="task RUNNING" />', [1])).toContain('typed text')
  })
})
