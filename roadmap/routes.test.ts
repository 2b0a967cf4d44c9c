import type { Box } from './geometry.ts'
import { describe, expect, it } from 'vitest'
import { edges, mapRows } from '../shared/course/graph.ts'
import { bentPath } from './geometry.ts'
import { lanes } from './lanes.ts'
import { routes } from './routes.ts'
import { mapBoxes } from './testing-map.ts'

/** Corners of a path, without its bends' control points. */
function corners(path: string): { x: number, y: number }[] {
  return [...path.matchAll(/[MLQ](-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }))
}

function touches(path: string, box: Box): boolean {
  const points = corners(path)
  return points.slice(1).some((p, i) => {
    const [x1, x2] = [Math.min(p.x, points[i]!.x), Math.max(p.x, points[i]!.x)]
    const [y1, y2] = [Math.min(p.y, points[i]!.y), Math.max(p.y, points[i]!.y)]
    return x1 < box.right && x2 > box.left && y1 < box.bottom && y2 > box.top
  })
}

const boxes = mapBoxes()
const drawn = routes(edges(), mapRows(), boxes)

describe('routes', () => {
  it('draws every prerequisite once, from stop to stop', () => {
    expect(drawn.map(r => `${r.from}-${r.to}`).sort()).toEqual(edges().map(e => `${e.from}-${e.to}`).sort())
    for (const { from, to, path } of drawn) {
      const [start, end] = [corners(path)[0]!, corners(path).at(-1)!]
      const [a, b] = [boxes.get(from)!, boxes.get(to)!]
      expect(start.y === a.bottom || start.x === a.right, path).toBe(true)
      expect((end.y <= b.top && end.x > b.left && end.x < b.right) || end.x <= b.left, path).toBe(true)
    }
  })

  it('runs through no stop', () => {
    for (const { from, to, path } of drawn)
      expect([...boxes].filter(([, box]) => touches(path, box)).map(([id]) => id), `${from} → ${to}`).toEqual([])
  })

  it('only ever goes straight across or straight down', () => {
    for (const { path } of drawn) {
      const points = corners(path)
      const bends = points.filter((p, i) => i > 0 && p.x !== points[i - 1]!.x && p.y !== points[i - 1]!.y)
      expect(bends, path).toEqual([])
    }
  })

  it('lets no two lines arrive at the same point', () => {
    const tips = drawn.map(r => JSON.stringify(corners(r.path).at(-1)))
    expect(new Set(tips).size).toBe(tips.length)
  })
})

describe('lanes', () => {
  it('puts the line that goes further below the one it would cross', () => {
    const far = { id: 'far', from: 0, to: [100] }
    const near = { id: 'near', from: 50, to: [200] }
    expect(lanes([far, near]).map(l => l.id)).toEqual(['near', 'far'])
  })

  it('never lays one line on another', () => {
    const a = { id: 'a', from: 0, to: [100] }
    const b = { id: 'b', from: 100, to: [300] }
    expect(lanes([a, b]).map(l => l.id)).toEqual(['b', 'a'])
  })
})

describe('bentPath', () => {
  it('rounds a corner and shortens the bend where there is no room', () => {
    expect(bentPath([{ x: 0, y: 0 }, { x: 0, y: 40 }, { x: 40, y: 40 }])).toBe('M0 0L0 30Q0 40 10 40L40 40')
    expect(bentPath([{ x: 0, y: 0 }, { x: 0, y: 4 }, { x: 40, y: 4 }])).toBe('M0 0L0 2Q0 4 10 4L40 4')
  })
})
