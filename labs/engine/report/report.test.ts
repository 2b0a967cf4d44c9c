import type { Report } from './report.ts'
import { describe, expect, it } from 'vitest'
import { reportLines, works } from './report.ts'

const port = {
  variable: 'KAFKA_PORT',
  host: 9092,
  container: 9092,
  published: true,
}
const kafka = {
  service: 'kafka',
  state: 'running',
  process: '42',
  ports: [
    port,
    { ...port, host: 29092, published: false },
  ],
  trouble: undefined,
} as const
const report: Report = {
  engine: 'native',
  services: [kafka],
  connectors: [],
  slots: [],
}

describe('a report', () => {
  it('names process and published port of a service that works', () => {
    expect(reportLines(report)).toEqual(['Движок: native', '✓ kafka      работает 42 127.0.0.1:9092'])
    expect(works(report)).toBe(true)
  })

  it('says how to bring up what fell', () => {
    const fallen: Report = {
      ...report,
      services: [
        kafka,
        { ...kafka, service: 'connect', state: 'stale' },
      ],
    }
    expect(reportLines(fallen)).toContain('✗ connect    упала')
    expect(reportLines(fallen).at(-1)).toBe('→ Поднять упавшее: npm run lab -- up')
    expect(works(fallen)).toBe(false)
  })

  it('does not call a lab healthy whose connector reads nothing', () => {
    const idle: Report = {
      ...report,
      connectors: [
        {
          name: 'shop',
          state: 'RUNNING',
          tasks: [],
          trouble: 'тасков нет',
        },
      ],
    }
    expect(works(idle)).toBe(false)
    expect(reportLines(idle)).toContain('✗ shop RUNNING, таски: нет: тасков нет')
  })

  it('shows what a slot holds', () => {
    const held: Report = {
      ...report,
      slots: [
        {
          name: 'shop',
          active: false,
          walStatus: 'lost',
          retained: 3 * 1024 * 1024,
        },
      ],
    }
    expect(reportLines(held)).toContain('✗ shop без читателя, lost, удерживает 3,0 МБ WAL')
  })
})
