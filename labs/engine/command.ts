/** What stands on the command line after the name of a command. */
export interface Invocation {
  positional: readonly string[]
  engine: string | undefined
  with: readonly string[]
  without: readonly string[]
  follow: boolean
  wipe: boolean
  /** Switches that are `cdclab`'s. */
  passed: readonly string[]
  /** Aborted by Ctrl-C. */
  signal: AbortSignal
}

/** A word of the command line. A new one is a new file in `commands/`; its name is the file's. */
export interface Command {
  /** Arguments, for the help: `<лабораторная>`. */
  usage?: string
  /** One line for the help, in Russian. */
  summary: string
  /** Returns the exit code. */
  run: (invocation: Invocation) => Promise<number>
}
