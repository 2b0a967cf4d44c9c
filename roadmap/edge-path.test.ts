import { describe, expect, it } from 'vitest'
import { edgePath } from './edge-path.ts'

function box(left: number, top: number) {
  return {
    left,
    right: left + 100,
    top,
    bottom: top + 50,
  }
}

/** All x of a path between two heights. */
function xsBetween(path: string, top: number, bottom: number): number[] {
  const points = [
    ...path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g),
  ].map(m => [
    Number(m[1]),
    Number(m[2]),
  ] as const)
  return points.filter(([, y]) => y >= top && y <= bottom).map(([x]) => x)
}

describe('edgePath', () => {
  it('joins neighbours from edge to edge', () => {
    const path = edgePath(box(0, 0), box(200, 100), [])
    expect(path).toMatch(/^M50 50/)
    expect(path).toMatch(/250 100$/)
  })

  it('passes a row between two of its stops, not through one', () => {
    const row = [
      box(0, 100),
      box(120, 100),
      box(240, 100),
    ]
    const path = edgePath(box(120, 0), box(120, 200), row)
    for (const x of xsBetween(path, 100, 150))
      expect(row.some(b => x > b.left && x < b.right)).toBe(false)
  })
})
