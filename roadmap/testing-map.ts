import type { Box } from './geometry.ts'
import { mapRows } from '../shared/course/graph.ts'

/** Boxes of the course's stops as the map lays them out on a wide screen. */
export function mapBoxes(width = 1200, height = 100, gap = 60): Map<string, Box> {
  return new Map(mapRows().flatMap((row, r) => row.modules.map((id, i) => {
    const step = width / row.modules.length
    const top = r * (height + gap)
    return [id, { left: i * step + 10, right: (i + 1) * step - 10, top, bottom: top + height - i }] as const
  })))
}

/** The same stops one under the other, as on a phone. */
export function listBoxes(): Map<string, Box> {
  return new Map(mapRows().flatMap(row => row.modules).map((id, i) => [id, { left: 0, right: 340, top: i * 110, bottom: i * 110 + 100 }]))
}
