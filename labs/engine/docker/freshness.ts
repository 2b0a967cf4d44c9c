import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { generatedFolder, labsFolder } from '../folders.ts'

const source = join(labsFolder, 'python')
const marker = join(generatedFolder, 'jupyter-image')

/**
 * Whether the jupyter image must be built again. Compose builds it only when there is none,
 * and a build on every start would ask the registry about its base image every time.
 */
export function staleBuild(): boolean {
  return !existsSync(marker) || readFileSync(marker, 'utf8') !== fingerprint()
}

export function rememberBuild(): void {
  mkdirSync(dirname(marker), { recursive: true })
  writeFileSync(marker, fingerprint())
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const file of globSync('{Dockerfile,pyproject.toml,requirements.lock,overrides.json,src/**/*.py}', { cwd: source }).sort())
    hash.update(file).update(readFileSync(join(source, file)))
  return hash.digest('hex')
}
