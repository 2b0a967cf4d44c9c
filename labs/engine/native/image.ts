import type { Service } from '../stack/compose.ts'
import type { Variables } from '../stack/interpolate.ts'
import type { Command } from './daemon.ts'

/** One service of the stack as the native engine sees it: addresses are local, files lie in its own folder. */
export interface Instance {
  service: Service
  /** Versions and ports. */
  variables: Variables
  /** Data and generated settings; `reset` deletes it. */
  folder: string
  /** Folder of a downloaded artifact. */
  artifact: (name: string) => string
  /** Folder of the Python environment. */
  venv: string
  /** A local port by the port of the container. */
  port: (container: number) => number
  /** The same for another service of the stack. */
  neighbour: (service: string, container: number) => number
}

/** How the native engine runs what a container image would run. */
export interface Image {
  /** Repository of the image this stands for, as in compose.yaml. */
  image: string
  /** Profiles of pom.xml to download. */
  artifacts: readonly string[]
  /** The oldest Java it runs on, when it needs one. */
  java?: number
  /** Runs from the Python environment. */
  python?: boolean
  /** Everything before the start: data folder, settings. Runs on every start, so it leaves what is already there. */
  prepare?: (it: Instance, signal: AbortSignal) => Promise<void>
  /** What needs its neighbours to run already; as `prepare`, right before the start. */
  join?: (it: Instance, signal: AbortSignal) => Promise<void>
  command: (it: Instance) => Command | Promise<Command>
  /** Answers when the service is ready for its neighbours; throws why it is not. */
  ready: (it: Instance) => Promise<void>
  /** Seconds from start to ready, with a slow machine in mind. */
  deadline: number
  /** How it wants to be asked to stop. */
  stopSignal: NodeJS.Signals
  /** The line of the log that tells why it did not start. */
  complaint: RegExp
}
