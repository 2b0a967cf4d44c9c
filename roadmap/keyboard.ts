import type { Box } from './geometry.ts'
import { middle } from './geometry.ts'

export type Arrow = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight'

export function isArrow(key: string): key is Arrow {
  return ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'].includes(key)
}

/** How far a box lies from another in the direction of the key, and how far aside; undefined if it does not lie there. */
function distance(from: Box, to: Box, key: Arrow): readonly [ahead: number, aside: number] | undefined {
  const ahead = {
    ArrowUp: from.top - to.bottom,
    ArrowDown: to.top - from.bottom,
    ArrowLeft: from.left - to.right,
    ArrowRight: to.left - from.right,
  }[key]
  const vertical = key === 'ArrowUp' || key === 'ArrowDown'
  const level = vertical || (to.top < from.bottom && from.top < to.bottom)
  return ahead >= 0 && level
    ? [vertical ? ahead : 0, Math.abs(middle(to) - middle(from))]
    : undefined
}

/**
 * Where an arrow key leads from a stop: sideways to its neighbour, up and down to the nearest of the next row.
 * It goes by what the reader sees, so it fits the map and the narrow list alike.
 */
export function stopTowards(boxes: ReadonlyMap<string, Box>, from: string, key: Arrow): string | undefined {
  const here = boxes.get(from)
  if (!here)
    return undefined
  const reachable = [...boxes].flatMap(([id, box]) => {
    const far = distance(here, box, key)
    return far && id !== from ? [{ id, box, far }] : []
  })
  const near = Math.min(...reachable.map(r => r.far[0]))
  const row = reachable.find(r => r.far[0] === near)?.box
  // Stops of a row start or end at one height, whatever their own.
  return reachable.filter(r => key === 'ArrowLeft' || key === 'ArrowRight' || r.box.top === row!.top)
    .sort((a, b) => a.far[1] - b.far[1])[0]
    ?.id
}
