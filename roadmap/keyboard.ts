import type { ModuleId, Stop } from '../shared/course/index.ts'

export type Arrow = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight'

export function isArrow(key: string): key is Arrow {
  return [
    'ArrowUp',
    'ArrowDown',
    'ArrowLeft',
    'ArrowRight',
  ].includes(key)
}

/** Horizontal place of a stop, 0 … 1, so that rows of different lengths can be compared. */
function centre(stop: Stop): number {
  return (stop.column + 0.5) / stop.columns
}

/** Where an arrow key leads from a stop: sideways within its row, up and down to the nearest of the next row. */
export function stopTowards(stops: readonly Stop[], from: ModuleId, key: Arrow): ModuleId | undefined {
  const here = stops.find(s => s.id === from)
  if (!here)
    return undefined
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const column = here.column + (key === 'ArrowRight'
      ? 1
      : -1)
    return stops.find(s => s.row === here.row && s.column === column)?.id
  }
  const row = here.row + (key === 'ArrowDown'
    ? 1
    : -1)
  const distance = (s: Stop) => Math.abs(centre(s) - centre(here))
  return stops.filter(s => s.row === row).sort((a, b) => distance(a) - distance(b))[0]?.id
}
