/** Thirty-two digits that end a number and thirty-two that go on: none needs an escape in JSON. */
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const values = new Map([...digits].map((c, i) => [c.charCodeAt(0), i]))

/** Whole numbers from 0, one character for each that is below 32: what a compressor likes. */
export function packNumbers(numbers: Iterable<number>): string {
  let packed = ''
  for (let n of numbers) {
    while (n >= 32) {
      packed += digits[32 + n % 32]
      n = Math.floor(n / 32)
    }
    packed += digits[n]
  }
  return packed
}

/** @throws if the text was not made by `packNumbers`. */
export function unpackNumbers(packed: string): number[] {
  const numbers: number[] = []
  let n = 0
  let scale = 1
  for (let i = 0; i < packed.length; i++) {
    const value = values.get(packed.charCodeAt(i))
    if (value === undefined)
      throw new Error(`Not a packed number: "${packed[i]}" at ${i}`)
    n += value % 32 * scale
    scale *= 32
    if (value < 32) {
      numbers.push(n)
      n = 0
      scale = 1
    }
  }
  return numbers
}
