/** A stop on the map, in pixels. */
export interface Box { left: number, right: number, top: number, bottom: number }

export interface Point { x: number, y: number }

export const middle = (box: Box): number => (box.left + box.right) / 2

/** Radius of a bend. */
const BEND = 10

/** A way through `points`, each step horizontal or vertical, as an SVG path with round bends. */
export function bentPath(points: readonly Point[]): string {
  const way = points.filter((p, i) => i === 0 || p.x !== points[i - 1]!.x || p.y !== points[i - 1]!.y)
  return way.map((p, i) => {
    const [before, after] = [way[i - 1], way[i + 1]]
    if (!before)
      return `M${p.x} ${p.y}`
    if (!after)
      return `L${p.x} ${p.y}`
    const [start, end] = [towards(p, before), towards(p, after)]
    return `L${start.x} ${start.y}Q${p.x} ${p.y} ${end.x} ${end.y}`
  }).join('')
}

/** The point a bend away from `corner` on the way to `other`; half way when they are close. */
function towards(corner: Point, other: Point): Point {
  const distance = Math.abs(other.x - corner.x) + Math.abs(other.y - corner.y)
  const share = Math.min(BEND, distance / 2) / distance
  return { x: corner.x + (other.x - corner.x) * share, y: corner.y + (other.y - corner.y) * share }
}

/** The head of an arrow that ends at `tip` and points down or to the right. */
export function arrowHead({ x, y }: Point, direction: 'down' | 'right'): string {
  return direction === 'down'
    ? `M${x - 4} ${y - 6}L${x} ${y - 1}L${x + 4} ${y - 6}`
    : `M${x - 6} ${y - 4}L${x - 1} ${y}L${x - 6} ${y + 4}`
}
