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
