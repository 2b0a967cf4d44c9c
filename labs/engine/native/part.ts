import type { Part } from '../part.ts'
import type { Variables } from '../stack/interpolate.ts'
import type { Tool } from './tools.ts'
import { lstatSync, readdirSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { artifact } from './artifact.ts'
import { ensureArtifacts, missingArtifacts } from './download.ts'
import { findJava, findMaven, findPython, refuseMissing } from './tools.ts'

export function lacksPart(part: Part, variables: Variables): boolean {
  return missingArtifacts(part.artifacts, variables).length > 0 || Boolean(part.python?.environment.missing())
}

/**
 * Fetches what is not here yet.
 *
 * @returns megabytes that came over the network.
 * @throws Problem when a program of the machine or the network is missing.
 */
export async function getPart(part: Part, variables: Variables, signal: AbortSignal): Promise<number> {
  await refuseMissing(partTools(part, variables))
  const jars = await ensureArtifacts(part.artifacts, variables, signal)
  const packages = await part.python?.environment.ensure(signal) ?? 0
  return jars + packages
}

/** Programs of the machine that fetching and running the part takes. */
export function partTools({ artifacts, python }: Part, variables: Variables): Promise<Tool>[] {
  return [
    ...(missingArtifacts(artifacts, variables).length > 0 ? [findMaven()] : []),
    ...(python?.environment.missing() ? [findPython(python.environment.newest)] : []),
    ...(python ? [findJava(python.java.oldest, python.java.newest)] : []),
  ]
}

/** Megabytes of its files on the disk. */
export function partMegabytes({ artifacts, python }: Part, variables: Variables): number {
  const folders = [...artifacts.map(name => artifact(name, variables).folder), ...(python ? [realpathSync(python.environment.folder)] : [])]
  return Math.round(folders.reduce((sum, folder) => sum + bytesIn(folder), 0) / 1e6)
}

/** Links are not followed: an environment has lib64 beside lib. */
function bytesIn(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, it) => {
    const path = join(folder, it.name)
    return sum + (it.isDirectory() ? bytesIn(path) : lstatSync(path).size)
  }, 0)
}

/**
 * What a process that runs in a part's Python environment finds in its environment: which part it is, where its JAR files
 * lie, which Java it may start. The images of Docker set the same variables.
 */
export async function partEnvironment(part: Part, variables: Variables): Promise<Record<string, string>> {
  const java = part.python && await findJava(part.python.java.oldest, part.python.java.newest)
  await refuseMissing(java ? [Promise.resolve(java)] : [])
  return {
    LAB_PART: part.name,
    LAB_JARS: part.artifacts.map(name => artifact(name, variables).folder).join(delimiter),
    ...(java?.path?.includes('/') && { JAVA_HOME: dirname(dirname(java.path)) }),
  }
}
