import type { Progress } from './state.ts'
import type { BrowserStorage } from './vault.ts'
import fc from 'fast-check'
import { CURRENT_VERSION } from './state.ts'

/** Tests stand at this time, so that entries of the arbitraries lie in the past. */
export const NOW = 2_000_000

const time = fc.integer({ min: 0, max: NOW })
const ids = fc.constantFrom('postgres/deck', 'postgres/slots', 'postgres/lab', 'cdc/quiz', 'gone/forever')

/** Any progress that the store could have written. */
export const progressArbitrary: fc.Arbitrary<Progress> = fc.record({
  version: fc.constant<typeof CURRENT_VERSION>(CURRENT_VERSION),
  items: fc.dictionary(ids, fc.record(
    {
      done: fc.boolean(),
      at: time,
      edition: fc.constantFrom('1.0.0', '1.1.0', '1.10.0'),
      score: fc.record({
        right: fc.nat(9),
        total: fc.nat(9),
      }),
    },
    {
      requiredKeys: ['done', 'at'],
      noNullPrototype: true,
    },
  ), { noNullPrototype: true }),
  slides: fc.dictionary(fc.constantFrom('postgres', 'cdc'), fc.record({
    furthest: fc.nat(30),
    total: fc.nat(30),
    at: time,
  }), { noNullPrototype: true }),
  place: fc.record({
    path: fc.constantFrom('', '/postgres/slots', '/decks/postgres/#/7'),
    title: fc.string({ maxLength: 20 }),
    at: time,
  }),
}, { noNullPrototype: true })

/** A storage that can be made to fail the way browsers fail. */
export class FaultyStorage implements BrowserStorage {
  readonly values = new Map<string, string>()
  /** `no new keys`: a value can be replaced by a short one, but nothing can be added. */
  fault: 'none' | 'blocked' | 'full' | 'no new keys' = 'none'

  get length(): number {
    return this.values.size
  }

  key(index: number): string | null {
    return [...this.values.keys()][index] ?? null
  }

  removeItem(key: string): void {
    this.values.delete(key)
  }

  getItem(key: string): string | null {
    if (this.fault === 'blocked')
      throw new DOMException('The operation is insecure.', 'SecurityError')
    return this.values.get(key) ?? null
  }

  setItem(key: string, text: string): void {
    if (this.fault === 'blocked')
      throw new DOMException('The operation is insecure.', 'SecurityError')
    if (this.fault === 'full' || (this.fault === 'no new keys' && !this.values.has(key)))
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
    this.values.set(key, text)
  }
}
