import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { generatedFolder, labsFolder } from '../folders.ts'

/** What goes into the images that are built, or decides what does. */
const sources = ['.env', 'engine/pom.xml', 'python/{Dockerfile,pyproject.toml,*.lock,overrides.json,named.sh,src/**/*.py}']

/**
 * Whether the image of a service must be built again. Compose builds it only when there is none,
 * and a build on every start would ask the registry about its base image every time.
 */
export function staleBuild(service: string): boolean {
  const file = marker(service)
  return !existsSync(file) || readFileSync(file, 'utf8') !== fingerprint()
}

export function rememberBuild(service: string): void {
  mkdirSync(dirname(marker(service)), { recursive: true })
  writeFileSync(marker(service), fingerprint())
}

function marker(service: string): string {
  return join(generatedFolder, `${service}-image`)
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const file of globSync(sources, { cwd: labsFolder }).sort())
    hash.update(file).update(readFileSync(join(labsFolder, file)))
  return hash.digest('hex')
}
