/** Every order of a few values, the given one first. */
export function* permutations<T>(values: readonly T[]): Generator<T[]> {
  if (values.length < 2)
    return yield [...values]
  for (const [i, first] of values.entries()) {
    for (const rest of permutations(values.toSpliced(i, 1)))
      yield [first, ...rest]
  }
}

/** All orders of eight values are forty thousand; of more, only exchanges of neighbours are tried. */
const ALL_ORDERS_OF = 7

/** Exchanges neighbours as long as that costs less. */
function exchanged<T>(values: readonly T[], cost: (order: readonly T[]) => number): T[] {
  let best = [...values]
  let least = cost(best)
  for (let i = 0; i + 1 < best.length; i++) {
    const order = best.with(i, best[i + 1]!).with(i + 1, best[i]!)
    const price = cost(order)
    if (price < least)
      [best, least, i] = [order, price, -1]
  }
  return best
}

/** The order that costs least; of equals the one that departs latest from the given order. Of more than seven values a good one. */
export function cheapestOrder<T>(values: readonly T[], cost: (order: readonly T[]) => number): T[] {
  if (values.length > ALL_ORDERS_OF)
    return exchanged(values, cost)
  let best = [...values]
  let least = cost(best)
  for (const order of permutations(values)) {
    const price = cost(order)
    if (price < least)
      [best, least] = [order, price]
  }
  return best
}
