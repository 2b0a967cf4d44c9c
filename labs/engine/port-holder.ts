import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'
import { execa } from 'execa'

/** `pid 812, postgres`, or a phrase for a holder that is not ours to see. */
export async function holderOf(port: number): Promise<string> {
  const pid = pidFromProc(port) ?? await pidFromLsof(port)
  return pid === undefined
    ? 'какой процесс, не видно (он другого пользователя)'
    : `pid ${pid}, ${await nameOf(pid)}`
}

/** Linux: the socket that listens on the port, then the process that has it open. */
function pidFromProc(port: number): number | undefined {
  try {
    const tables = ['/proc/net/tcp', '/proc/net/tcp6'].map(file => readFileSync(file, 'utf8')).join('\n')
    const sockets = new Set(listeningInodes(tables, port).map(inode => `socket:[${inode}]`))
    return sockets.size === 0
      ? undefined
      : readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(Number).find(pid => hasOpen(pid, sockets))
  }
  catch {
    return undefined
  }
}

/** Inodes of listening sockets out of /proc/net/tcp. @see https://man7.org/linux/man-pages/man5/proc_net_tcp.5.html */
export function listeningInodes(table: string, port: number): string[] {
  const listen = '0A'
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  return table.split('\n')
    .map(line => line.trim().split(/\s+/))
    .filter(([, local, , state]) => local?.endsWith(suffix) && state === listen)
    .map(fields => fields[9]!)
}

function hasOpen(pid: number, sockets: ReadonlySet<string>): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some(fd => sockets.has(linkOf(`/proc/${pid}/fd/${fd}`)))
  }
  catch {
    return false
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  }
  catch {
    return ''
  }
}

async function pidFromLsof(port: number): Promise<number | undefined> {
  const { stdout } = await execa('lsof', [
    '-nP',
    `-iTCP:${port}`,
    '-sTCP:LISTEN',
    '-Fp',
  ], { reject: false })
  const pid = /^p(\d+)/m.exec(stdout ?? '')?.[1]
  return pid
    ? Number(pid)
    : undefined
}

async function nameOf(pid: number): Promise<string> {
  try {
    // The command line, not the short name: that one may be the name of a thread.
    const [program] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return basename(program || readFileSync(`/proc/${pid}/comm`, 'utf8').trim())
  }
  catch {
    const { stdout } = await execa('ps', [
      '-o',
      'comm=',
      '-p',
      String(pid),
    ], { reject: false })
    return basename(stdout?.trim() || 'имя неизвестно')
  }
}
