import type { Variables } from '../stack/interpolate.ts'
import { createHash } from 'node:crypto'
import { execa } from 'execa'
import { runFolder } from '../folders.ts'
import { composeFile } from '../stack/compose.ts'

/** A lab in another run folder is another Compose project, so that a test never touches a student's lab. */
const project = process.env.LAB_STATE
  ? `debezium-course-${createHash('sha256').update(runFolder).digest('hex').slice(0, 8)}`
  : 'debezium-course'

/** Arguments of `docker` for this stack. */
export function composeArguments(...args: readonly string[]): string[] {
  return [
    'compose',
    '-f',
    composeFile,
    '-p',
    project,
    ...args,
  ]
}

/** Name that Compose gives to a volume of this stack. */
export function volumeName(volume: string): string {
  return `${project}_${volume}`
}

/** The environment of `docker compose`: values chosen by the engine win over labs/.env. */
export function composeEnvironment(variables: Variables): Record<string, string> {
  return {
    ...owner(),
    ...Object.fromEntries(Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined)),
  }
}

/** Who owns the files of the labs; root may not run JupyterLab, so it leaves the default of compose.yaml. */
function owner(): Record<string, string> {
  const uid = process.getuid?.()
  return uid ? { LAB_USER: `${uid}:${process.getgid!()}` } : {}
}

/** Undefined when Docker can be used, otherwise what is missing. */
export async function dockerMissing(): Promise<string | undefined> {
  const daemon = await execa('docker', ['info', '--format', '{{.ServerVersion}}'], { reject: false, timeout: 10_000 })
  if (daemon.code === 'ENOENT')
    return 'нет программы docker: поставьте Docker Desktop или Docker Engine (https://docs.docker.com/get-started/get-docker)'
  if (daemon.failed)
    return 'Docker установлен, но не отвечает: запустите Docker Desktop или службу docker'
  const compose = await execa('docker', ['compose', 'version'], { reject: false, timeout: 10_000 })
  return compose.failed ? 'нет docker compose: поставьте плагин (https://docs.docker.com/compose/install)' : undefined
}
