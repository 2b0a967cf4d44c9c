import type { Identity } from './identity.ts'
import { spawn } from 'node:child_process'
import { closeSync, globSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import * as v from 'valibot'
import { runFolder } from '../folders.ts'
import { until } from '../wait.ts'
import { identify, isAlive } from './identity.ts'

export interface Command {
  file: string
  args: readonly string[]
  env?: Readonly<Record<string, string>>
  cwd?: string
}

const identitySchema = v.object({
  pid: v.number(),
  started: v.string(),
})

/** A process that outlives the command line. `stale` means: it was started, it was not stopped, and it is gone. */
export type DaemonState = { kind: 'running', identity: Identity } | { kind: 'stale' } | { kind: 'stopped' }

export function daemonState(pidFile: string): DaemonState {
  let identity: Identity
  try {
    identity = v.parse(identitySchema, JSON.parse(readFileSync(pidFile, 'utf8')))
  }
  catch (error) {
    // A file that was not written to its end is the trace of a crash.
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
      ? { kind: 'stopped' }
      : { kind: 'stale' }
  }
  return isAlive(identity)
    ? { kind: 'running', identity }
    : { kind: 'stale' }
}

/**
 * Starts a detached process in its own group, its output in `log`.
 *
 * @returns a promise of how it ended; a service that works never fulfils it.
 */
export function launch(command: Command, pidFile: string, log: string): Promise<string> {
  mkdirSync(dirname(pidFile), { recursive: true })
  const output = openSync(log, 'w')
  const child = spawn(command.file, command.args, {
    detached: true,
    stdio: ['ignore', output, output],
    env: {
      ...process.env,
      ...command.env,
    },
    cwd: command.cwd,
  })
  closeSync(output)
  const exited = new Promise<string>((resolve) => {
    child.once('error', error => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? `код ${code}`))
  })
  child.unref()
  const identity = child.pid && identify(child.pid)
  if (identity)
    writeFileSync(pidFile, JSON.stringify(identity))
  return exited
}

/** Asks a process to stop and waits `grace` seconds; then kills its whole group. */
export async function stop(pidFile: string, signal: NodeJS.Signals, grace: number): Promise<void> {
  const state = daemonState(pidFile)
  if (state.kind === 'running') {
    const { identity } = state
    // A paused process would not hear.
    send(-identity.pid, 'SIGCONT')
    send(identity.pid, signal)
    await until(() => gone(identity), { deadline: grace }).catch(async () => {
      send(-identity.pid, 'SIGKILL')
      await until(() => gone(identity), { deadline: 10 })
    })
  }
  rmSync(pidFile, { force: true })
}

/**
 * Sends a signal to a running process and everything it started.
 *
 * @returns false when it does not run.
 */
export function signalGroup(pidFile: string, signal: NodeJS.Signals): boolean {
  const state = daemonState(pidFile)
  if (state.kind === 'running')
    send(-state.identity.pid, signal)
  return state.kind === 'running'
}

/** As `signalGroup` with SIGKILL, and waits until it is gone; what it left behind stays, the pid file too. */
export async function crash(pidFile: string): Promise<boolean> {
  const state = daemonState(pidFile)
  if (state.kind !== 'running')
    return false
  send(-state.identity.pid, 'SIGKILL')
  await until(() => gone(state.identity), { deadline: 10 })
  return true
}

async function gone(identity: Identity): Promise<void> {
  if (isAlive(identity))
    throw new Error(`Процесс ${identity.pid} не завершился.`)
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  }
  catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH')
      throw error
  }
}

/** Whether native processes were started here and not stopped; true even when the record of the lab itself is lost. */
export function hasDaemons(): boolean {
  return globSync('*.pid', { cwd: runFolder }).length > 0
}
