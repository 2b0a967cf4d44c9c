import { describe, expect, it } from 'vitest'
import { costs, ratio, table } from './report.ts'

describe('table', () => {
  it('prints both numbers, their ratio, and whether the goal is met', () => {
    const rows = costs('build', { wall: 10, cpu: 15 }, { name: 'VitePress', cost: { wall: 40, cpu: Number.NaN } }, 0.35)
    expect(rows.map(ratio)).toEqual([0.25, Number.NaN])
    expect(table('Build', rows)).toContain('10.0 s  40.0 s  VitePress  0.25 (goal ≤ 0.35)')
    expect(table('Build', [{ ...rows[0]!, ours: 20 }])).toContain('0.50 (goal ≤ 0.35, missed)')
  })
})
