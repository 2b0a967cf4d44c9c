import type { Part } from './part.ts'
import type { Port } from './stack/compose.ts'
import type { EngineName } from './state.ts'

/** What runs the services of compose.yaml. Every method that changes something is safe to repeat. */
export interface Engine {
  name: EngineName
  /** Brings the named services up and returns when all are ready. Those that already work are left alone. */
  up: (services: readonly string[], signal: AbortSignal) => Promise<void>
  /** Stops everything; data stays. */
  down: () => Promise<void>
  /** Deletes the data of stopped services. */
  wipe: () => Promise<void>
  /** Stops one service and deletes its data. */
  remove: (service: string) => Promise<void>
  status: (services: readonly string[]) => Promise<ServiceStatus[]>
  /** Ends a service as a crash would: SIGKILL, nothing is tidied up. It counts as fallen until `up` or `down`. */
  kill: (service: string) => Promise<void>
  /** Stops a service in its tracks: it keeps its connections and answers nobody. */
  pause: (service: string) => Promise<void>
  /** Lets a paused service go on. */
  resume: (service: string) => Promise<void>
  /** Prints the log of a service. */
  logs: (service: string, options: { follow: boolean }) => Promise<void>
  /**
   * Runs a program of a Python environment with the addresses of the stack. Returns its exit code.
   *
   * @throws Problem when the heavy part to run in is not here.
   */
  exec: (program: string, args: readonly string[], options: ExecOptions) => Promise<number>
  /** Whether a heavy part is not here yet. */
  lacks: (part: Part) => Promise<boolean>
  /** Fetches what a heavy part lacks; @returns megabytes that came over the network, undefined when the engine cannot tell. */
  get: (part: Part, signal: AbortSignal) => Promise<number | undefined>
}

export interface ExecOptions {
  /** Gets lines that the program means for the engine and returns the answer for its standard input. */
  ask: Ask
  /** The heavy part in whose environment it runs; the lab's own when undefined. */
  part?: Part | undefined
  /** Takes the lines of both of its streams instead of the terminal. */
  take?: (line: string, stream: 'stdout' | 'stderr') => void
}

/** What a program of the lab asks of the engine: `["kill", "connect"]`. */
export type Ask = (words: readonly string[]) => Promise<string>

export interface ServiceStatus {
  service: string
  /** `stale`: it was started, nobody stopped it, and it does not run. */
  state: 'running' | 'stopped' | 'stale'
  /** Process number, or the name of the container. */
  process: string | undefined
  ports: readonly Port[]
  /** Why a running service does not work; undefined when it does. */
  trouble: string | undefined
}
