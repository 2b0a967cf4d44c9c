import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { labsFolder } from './folders.ts'

/** Something of a lab that `run` or `check` takes. */
export interface Entry {
  kind: 'блокнот' | 'упражнение' | 'авария'
  /** `postgres/03_slots` */
  path: string
  /** Its own first heading; empty when it has none. */
  title: string
  /** Services beyond the core of the stack that it needs. */
  services: readonly string[]
  /** The heavy part in whose Python environment it runs. */
  needs: string | undefined
}

/** What a lab's folder holds, in the order in which it is met: the notebooks, the exercises, the drills. */
export function contents(lab: string, folder = labsFolder): Entry[] {
  const found = (pattern: string) => globSync(`${lab}/${pattern}`, { cwd: folder }).sort()
  const read = (file: string) => readFileSync(join(folder, file), 'utf8')
  const entry = (kind: Entry['kind'], name: string, title: RegExp, file: string, script = file): Entry => ({
    kind,
    path: `${lab}/${name}`,
    title: title.exec(read(file))?.[1] ?? '',
    services: services(read(script)),
    needs: neededPart(read(script)),
  })
  const main = existsSync(join(folder, lab, 'lab.py')) ? [`${lab}/lab.py`] : []
  return [
    ...[...main, ...found('[0-9][0-9]_*.py')].map(file => entry('блокнот', basename(file, '.py'), /^# # (.+)$/m, file)),
    ...found('exercises/*/task.md').map(file => entry('упражнение', basename(dirname(file)), /^# (.+)$/m, file, join(dirname(file), 'check.py'))),
    ...found('drills/*.py').map(file => entry('авария', basename(file, '.py'), /Drill\("([^"]+)"/, file)),
  ]
}

/** A line `# services: standby connect-2` of a notebook, a drill or an exercise's check. */
export function services(script: string): string[] {
  return /^# services: (.+)$/m.exec(script)?.[1]?.trim().split(/\s+/) ?? []
}

/** A line `# needs: spark`, in the same places. */
export function neededPart(script: string): string | undefined {
  return /^# needs: (\S+)$/m.exec(script)?.[1]
}

/** The heavy part that `run` or `check` of a target takes; undefined also for a target there is not. */
export function needs(target: string, command: 'run' | 'check', folder = labsFolder): string | undefined {
  const [lab, part] = target.split('/')
  const own = join(folder, lab!, 'check.py')
  if (command === 'check' && !part)
    return existsSync(own) ? neededPart(readFileSync(own, 'utf8')) : undefined
  return contents(lab!, folder).find(it => it.path === `${lab}/${part ?? 'lab'}`)?.needs
}

/** Names of services and heavy parts that any script of the labs asks for: what `npm test` must have. */
export function everythingNeeded(folder = labsFolder): string[] {
  const scripts = globSync('*/**/*.py', { cwd: folder }).filter(file => !file.startsWith('python/')).map(file => readFileSync(join(folder, file), 'utf8'))
  return [...new Set(scripts.flatMap(script => [...services(script), neededPart(script)]))].filter(name => name !== undefined)
}
