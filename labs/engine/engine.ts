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
  status: (services: readonly string[]) => Promise<ServiceStatus[]>
  /** Prints the log of a service. */
  logs: (service: string, options: { follow: boolean }) => Promise<void>
  /** Runs a program of the Python environment with the addresses of the stack. Returns its exit code. */
  exec: (program: string, args: readonly string[]) => Promise<number>
}

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
