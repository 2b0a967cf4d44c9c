/** A failure the reader can act on: printed without a stack trace, the remedy on its own line. */
export class Problem extends Error {
  readonly remedy: string | undefined

  constructor(message: string, remedy?: string) {
    super(message)
    this.name = 'Problem'
    this.remedy = remedy
  }
}

/** The reader pressed Ctrl-C. */
export class Interrupted extends Error {}

export function isProblem(error: unknown): error is Problem {
  return error instanceof Problem
}
