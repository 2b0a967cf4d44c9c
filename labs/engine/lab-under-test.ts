import type { ServiceStatus } from './engine.ts'
import type { EngineName } from './state.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { daemonState } from './native/daemon.ts'
import { freePorts } from './ports.ts'
import { readStack } from './stack/compose.ts'
import { stackVariables } from './stack/variables.ts'

const cli = join(import.meta.dirname, 'cli.ts')

/** What a command of the lab answered. */
export interface Answer {
  exitCode: number | undefined
  /** Both streams in the order they were written. */
  text: string
}

/** A lab of its own: free ports, its own folder, nothing shared with a student's lab but downloads. */
export class LabUnderTest {
  readonly folder = mkdtempSync(join(tmpdir(), 'lab-'))
  readonly services = ['postgres', 'kafka', 'connect'] as const
  readonly ports: Readonly<Record<string, string>>

  readonly engine: EngineName

  private constructor(engine: EngineName, ports: Record<string, string>) {
    this.engine = engine
    this.ports = ports
  }

  static async create(engine: EngineName = 'native'): Promise<LabUnderTest> {
    const names = readStack(stackVariables({})).services.flatMap(service => service.ports.map(port => port.variable))
    const free = await freePorts(names.length)
    return new LabUnderTest(engine, Object.fromEntries(names.map((name, i) => [
      name,
      String(free[i]),
    ])))
  }

  /** Begins a command without waiting for its end. */
  start(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    return execa(process.execPath, [cli, ...args], {
      all: true,
      reject: false,
      env: {
        ...this.ports,
        LAB_STATE: this.folder,
        ...env,
      },
    })
  }

  /** Without the engine a command after `down` would choose Docker wherever Docker is. */
  async run(...args: string[]): Promise<Answer> {
    return this.runWith({}, ...args, '--engine', this.engine)
  }

  async runWith(env: Readonly<Record<string, string>>, ...args: string[]): Promise<Answer> {
    const { exitCode, all } = await this.start(args, env)
    return { exitCode, text: all }
  }

  up(): Promise<Answer> {
    return this.run('up', '--without', 'jupyter')
  }

  stateOf(service: string): ServiceStatus['state'] {
    return daemonState(this.#pidFile(service)).kind
  }

  pidOf(service: string): number {
    const state = daemonState(this.#pidFile(service))
    if (state.kind !== 'running')
      throw new Error(`${service} is ${state.kind}`)
    return state.identity.pid
  }

  port(variable: string): number {
    return Number(this.ports[variable])
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Docker keeps data outside the folder.
    await this.run('down', '--wipe')
    rmSync(this.folder, { recursive: true, force: true })
  }

  #pidFile(service: string): string {
    return join(this.folder, `${service}.pid`)
  }
}
