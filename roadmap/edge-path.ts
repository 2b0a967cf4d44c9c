/** A stop on the map, in pixels. */
export interface Box { left: number, right: number, top: number, bottom: number }

const middle = (box: Box): number => (box.left + box.right) / 2

/** Gaps between the boxes that lie across the way, and beside them: where a line can pass. */
function gaps(row: readonly Box[]): number[] {
  const sorted = [...row].sort((a, b) => a.left - b.left)
  const between = sorted.slice(1).map((box, i) => (sorted[i]!.right + box.left) / 2)
  return [sorted[0]!.left - 12, ...between, sorted.at(-1)!.right + 12]
}

/** A smooth step from one point down to another. */
function step(x: number, y: number, toX: number, toY: number): string {
  const bend = Math.min((toY - y) / 2, 28)
  return `V${toY - 2 * bend}C${x} ${toY - bend} ${toX} ${toY - bend} ${toX} ${toY}`
}

/**
 * The line from a stop's lower edge to the upper edge of one further down, as an SVG path. Where a row lies between
 * them, the line goes through the gap of that row which is nearest to its start.
 */
export function edgePath(from: Box, to: Box, all: readonly Box[]): string {
  const across = all.filter(b => b.top >= from.bottom && b.bottom <= to.top)
  const start = `M${middle(from)} ${from.bottom}`
  if (!across.length)
    return start + step(middle(from), from.bottom, middle(to), to.top)
  const [top, bottom] = [
    Math.min(...across.map(b => b.top)),
    Math.max(...across.map(b => b.bottom)),
  ]
  const gap = gaps(across).sort((a, b) => Math.abs(a - middle(from)) - Math.abs(b - middle(from)))[0]!
  return `${start + step(middle(from), from.bottom, gap, top)}V${bottom}${step(gap, bottom, middle(to), to.top)}`
}
