import { describe, expect, it } from 'vitest'
import { onlySample, retold, share, syntheticIds, withoutForeign } from './course-copy.ts'

describe('a course grown to a size', () => {
  it('has the modules of the syllabus first, each once', () => {
    const ids = syntheticIds(40)
    expect(new Set(ids).size).toBe(40)
    expect(ids.slice(0, 2)).toEqual(['cdc', 'debezium'])
    expect(syntheticIds(3)).toHaveLength(3)
  })

  it('deals out all its chapters', () => {
    const shares = Array.from({ length: 13 }, (_, i) => share(80, 13, i))
    expect(shares.reduce((a, b) => a + b)).toBe(80)
    expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1)
  })
})

describe('a text retold', () => {
  const as = { sample: 'postgres', id: 'cdc' }

  it('links to the pages of its own module and keeps to the files of the sample\'s lab', () => {
    expect(retold('[слот](/postgres/slots#trap), /decks/postgres/', as)).toBe('[слот](/cdc/slots#trap), /decks/cdc/')
    expect(retold('<<< @/../labs/postgres/recorded/a.txt', as)).toBe('<<< @/../labs/postgres/recorded/a.txt')
    expect(retold('src: ./slides/postgres/01.md', as)).toBe('src: ./slides/cdc/01.md')
    expect(retold('module: postgres', as)).toBe('module: cdc')
  })

  it('leads from chapters that it has not to the overview', () => {
    expect(retold('[типы](/postgres/types#numeric) и [слот](/postgres/slots)', { ...as, without: ['types'] })).toBe('[типы](/cdc/) и [слот](/cdc/slots)')
  })

  it('names its notions anew', () => {
    expect(retold('- term: слот\n  en: slot\n  aliases: [слоты]\n', as)).toBe('- term: слот cdc\n  en: slot cdc\n')
    expect(retold('- term: \'`restart_lsn`\'\n', as)).toBe('- term: \'`restart_lsn` cdc\'\n')
  })

  it('reads differently in every module', () => {
    expect(retold('Слот держит журнал.', as)).toBe('Слот держит журнал (cdc).')
  })
})

describe('the sample, alone', () => {
  it('is the only module that the model imports', () => {
    const index = 'import { cdc } from \'./modules/cdc.ts\'\nimport { planned } from \'./modules/planned.ts\'\nimport { postgres } from \'./modules/postgres.ts\'\nimport { postgresPitfalls } from \'./modules/postgres-pitfalls.ts\'\n\nconst byId = { ...planned, cdc, postgres, \'postgres-pitfalls\': postgresPitfalls } satisfies X\n'
    expect(onlySample(index, 'postgres')).toBe('import { planned } from \'./modules/planned.ts\'\nimport { postgres } from \'./modules/postgres.ts\'\n\nconst byId = { ...planned, postgres } satisfies X\n')
  })

  it('leads to overviews of other modules, and to its own where there is none', () => {
    expect(withoutForeign('[а](/postgres-pitfalls/toast#map), [б](/cdc/outbox), [в](/postgres/wal#x)', 'postgres', ['postgres', 'cdc'])).toBe('[а](/postgres/), [б](/cdc/), [в](/postgres/wal#x)')
    expect(withoutForeign('<<< @/../labs/cdc/recorded/a.txt', 'postgres', ['postgres'])).toBe('<<< @/../labs/cdc/recorded/a.txt')
  })
})
