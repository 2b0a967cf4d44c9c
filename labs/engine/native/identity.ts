import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { platform } from 'node:process'

/** A process that cannot be mistaken for another one that later received the same number. */
export interface Identity {
  pid: number
  /** Opaque: equal for the same process, different for any other with this pid. */
  started: string
}

/** Undefined when there is no such process, or only its unreaped remains. */
export function identify(pid: number): Identity | undefined {
  const started = platform === 'linux'
    ? startedFromProc(pid)
    : startedFromPs(pid)
  return started === undefined
    ? undefined
    : { pid, started }
}

export function isAlive(identity: Identity): boolean {
  return identify(identity.pid)?.started === identity.started
}

/** Fields of proc(5)/stat after the command name, which may itself contain spaces and parentheses. */
export function statFields(stat: string): { state: string, started: string } {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { state: fields[0]!, started: fields[19]! }
}

function startedFromProc(pid: number): string | undefined {
  try {
    const { state, started } = statFields(readFileSync(`/proc/${pid}/stat`, 'utf8'))
    // Ticks are counted from boot: the boot itself is a part of the identity.
    return 'ZX'.includes(state)
      ? undefined
      : `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${started}`
  }
  catch {
    return undefined
  }
}

function startedFromPs(pid: number): string | undefined {
  try {
    const line = execFileSync('ps', [
      '-o',
      'stat=,lstart=',
      '-p',
      String(pid),
    ], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    }).trim()
    const [state, ...started] = line.split(/\s+/)
    return !state || state.startsWith('Z')
      ? undefined
      : started.join(' ')
  }
  catch {
    return undefined
  }
}
