import type { Variables } from '../stack/interpolate.ts'
import type { Artifact } from './artifact.ts'
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { distFolder } from '../folders.ts'
import { Problem } from '../problem.ts'
import { say, step } from '../say.ts'
import { picked } from '../stack/variables.ts'
import { artifact, isComplete, platformName, pom, pomVersions } from './artifact.ts'
import { runChild } from './child.ts'
import { Downloaded } from './downloaded.ts'
import { identify } from './identity.ts'
import { mavenProblem } from './maven-problem.ts'

/**
 * Downloads the artifacts that are missing, all of them in one run of Maven.
 *
 * @returns megabytes that came over the network.
 */
export async function ensureArtifacts(profiles: readonly string[], variables: Variables, signal: AbortSignal): Promise<number> {
  const missing = missingArtifacts(profiles, variables)
  if (missing.length === 0)
    return 0
  mkdirSync(distFolder, { recursive: true })
  removeAbandoned()
  // A draft of its own for every run: an interrupted download leaves nothing that a later one would trust.
  const draft = join(distFolder, `draft-${process.pid}`)
  try {
    const megabytes = await runMaven(missing, draft, variables, signal)
    for (const it of missing)
      await settle(it, join(draft, it.profile), signal)
    return megabytes
  }
  finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

export function missingArtifacts(profiles: readonly string[], variables: Variables): Artifact[] {
  const unique = new Set(profiles)
  return [...unique].map(profile => artifact(profile, variables)).filter(it => !isComplete(it))
}

async function runMaven(missing: readonly Artifact[], draft: string, variables: Variables, signal: AbortSignal): Promise<number> {
  const versions = Object.entries(picked(pomVersions(), variables)).map(([name, value]) => `-D${name}=${value}`)
  const args = [
    // No -B: in batch mode Maven keeps its progress to itself.
    '-Dstyle.color=never',
    '-f',
    pom,
    '-P',
    missing.map(it => it.profile).join(','),
    ...versions,
    `-Dlab.platform=${platformName()}`,
    `-Dlab.out=${draft}`,
    'package',
  ]
  const told = new Downloaded()
  say(`  … Скачиваю ${titles(missing)}`)
  await step({ doing: 'Скачиваю', done: 'Скачано', detail: () => told.toString() }, async () => {
    const maven = await runChild('mvn', args, signal, text => told.hear(text))
    if (maven.failed)
      throw mavenProblem(maven.output, titles(missing))
  })
  return told.megabytes
}

/** Drafts of runs that were killed. */
function removeAbandoned(): void {
  const drafts = readdirSync(distFolder).filter(name => name.startsWith('draft-'))
  for (const name of drafts.filter(name => !identify(Number(name.slice('draft-'.length)))))
    rmSync(join(distFolder, name), { recursive: true, force: true })
}

/** Unpacks what Maven cannot, then puts the folder in its place in one move. */
async function settle(it: Artifact, folder: string, signal: AbortSignal): Promise<void> {
  // Another lab may have been faster, and its services may already run from there.
  if (isComplete(it))
    return
  for (const name of readdirSync(folder).filter(name => name.endsWith('.txz'))) {
    await execa('tar', ['-xJf', name], { cwd: folder, cancelSignal: signal }).catch((error) => {
      throw new Problem(`Не удалось распаковать ${name}: ${String(error.stderr).split('\n')[0]}`, 'Поставьте xz (Debian и Ubuntu: apt install xz-utils) и повторите.')
    })
    rmSync(join(folder, name))
  }
  writeFileSync(join(folder, '.key'), it.key)
  rmSync(it.folder, { recursive: true, force: true })
  renameSync(folder, it.folder)
}

function titles(artifacts: readonly Artifact[]): string {
  return artifacts.map(it => it.title).join(', ')
}
