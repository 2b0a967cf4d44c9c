/** Every order of a few values, the given one first. */
export function* permutations<T>(values: readonly T[]): Generator<T[]> {
  if (values.length < 2)
    return yield [...values]
  for (const [i, first] of values.entries()) {
    for (const rest of permutations(values.toSpliced(i, 1)))
      yield [first, ...rest]
  }
}

/** The order that costs least; of equals the one that departs latest from the given order. */
export function cheapestOrder<T>(values: readonly T[], cost: (order: readonly T[]) => number): T[] {
  let best = [...values]
  let least = cost(best)
  for (const order of permutations(values)) {
    const price = cost(order)
    if (price < least)
      [best, least] = [order, price]
  }
  return best
}
