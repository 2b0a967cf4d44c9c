import type { Stack } from './stack/compose.ts'
import { globSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { labsFolder } from './folders.ts'
import { Problem } from './problem.ts'

/** The lab that belongs to no module: it tries the platform itself. It has notebooks and no `lab.py`. */
export const platformLab = 'platform'

/** Folders with a notebook: a lab for each module, and what the platform is tried on. */
export function labNames(): string[] {
  return [...new Set(globSync(['*/lab.py', '*/[0-9][0-9]_*.py'], { cwd: labsFolder }).map(file => basename(dirname(file))))].sort()
}

/** @param target `<lab>` or `<lab>/<exercise>`. */
export function labTarget(target: string | undefined, command: string, names = labNames()): string {
  if (target && names.includes(target.split('/')[0]!))
    return target
  const [first] = names
  throw new Problem(
    target
      ? `Нет лабораторной «${target.split('/')[0]}».`
      : 'Не сказано, какая лабораторная.',
    first
      ? `Есть: ${names.join(', ')}. Например: npm run lab -- ${command} ${first}`
      : 'Лабораторных ещё нет: папки с lab.py появятся в labs/.',
  )
}

/** @throws naming the services there are. */
export function serviceNamed(stack: Stack, name: string | undefined): string {
  const names = stack.services.map(service => service.name)
  if (name && names.includes(name))
    return name
  throw new Problem(name ? `Нет службы «${name}».` : 'Не сказано, какая служба.', `Службы: ${names.join(', ')}.`)
}
