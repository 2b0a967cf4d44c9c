import { describe, expect, it } from 'vitest'
import { blockFault, importFault, region } from './listings.ts'

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
