import type { Variables } from '../stack/interpolate.ts'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { arch, platform } from 'node:process'
import { distFolder } from '../folders.ts'
import { Problem } from '../problem.ts'
import { interpolate, referenced } from '../stack/interpolate.ts'

export const pom = join(import.meta.dirname, '..', 'pom.xml')

/** A folder below .lab/dist made from one profile of pom.xml. */
export interface Artifact {
  profile: string
  /** `kafka-4.3.1` */
  title: string
  folder: string
  /** What the profile says with versions filled in; when it changes, the folder is made again. */
  key: string
}

export function artifact(profile: string, variables: Variables, text = readFileSync(pom, 'utf8')): Artifact {
  const known = {
    ...variables,
    'lab.platform': platformName(),
  }
  const section = new RegExp(`<profile>\\s*<id>${profile}</id>[\\s\\S]*?</profile>`).exec(text)?.[0]
  if (!section)
    throw new Error(`labs/engine/pom.xml has no profile "${profile}".`)
  const versions = referenced(section).filter(name => name.endsWith('_VERSION')).map(name => interpolate(`\${${name}}`, known))
  const parts = [
    profile,
    ...versions,
    ...(section.includes('lab.platform')
      ? [
          platformName(),
        ]
      : []),
  ]
  const title = parts.join('-')
  const properties = /<properties>[\s\S]*?<\/properties>/.exec(text)?.[0] ?? ''
  return {
    profile,
    title,
    folder: join(distFolder, title),
    key: createHash('sha256').update(properties + section).digest('hex'),
  }
}

/** Names of the versions that pom.xml expects from the command line. */
export function pomVersions(text = readFileSync(pom, 'utf8')): string[] {
  return referenced(text).filter(name => name.endsWith('_VERSION'))
}

export function isComplete(it: Artifact): boolean {
  const marker = join(it.folder, '.key')
  return existsSync(marker) && readFileSync(marker, 'utf8') === it.key
}

/** Suffix of the PostgreSQL binaries for a machine. */
export function platformName(os: string = platform, cpu: string = arch): string {
  const system = { linux: 'linux', darwin: 'darwin' }[os]
  const processor = { x64: 'amd64', arm64: 'arm64v8' }[cpu]
  if (!system || !processor)
    throw new Problem(`Нативный движок не работает на ${os}/${cpu}.`, 'Поставьте Docker и повторите с --engine docker.')
  return `${system}-${processor}`
}
