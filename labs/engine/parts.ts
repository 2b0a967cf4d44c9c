import type { Engine } from './engine.ts'
import type { Part } from './part.ts'
import type { Variables } from './stack/interpolate.ts'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { getCommand, partSize, partTitle } from './part.ts'
import { Problem } from './problem.ts'

const folder = join(import.meta.dirname, 'parts')

/** Every heavy part, by name. A new one is a new file in `parts/`. */
export async function readParts(): Promise<Part[]> {
  const files = readdirSync(folder).filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts')).sort()
  return Promise.all(files.map(async name => (await import(join(folder, name))).default as Part))
}

/** Parts of these names; other names are passed over: a name may be that of a light service. */
export async function partsAmong(names: readonly string[]): Promise<Part[]> {
  return (await readParts()).filter(it => names.includes(it.name))
}

/** @throws Problem that lists the parts there are. */
export async function partNamed(name: string | undefined): Promise<Part> {
  const parts = await readParts()
  const found = parts.find(it => it.name === name)
  if (!found)
    throw new Problem(name ? `Нет тяжёлой части «${name}».` : 'Не сказано, какая тяжёлая часть.', `Есть: ${parts.map(it => it.name).join(', ')}.`)
  return found
}

/** @throws Problem with the command that fetches what is not here, and how large it is. */
export async function refuseLacking(engine: Engine, parts: readonly Part[], variables: Variables): Promise<void> {
  const lacking = await lackingOf(engine, parts)
  if (lacking.length > 0)
    throw lackingProblem(lacking, variables)
}

export async function lackingOf(engine: Engine, parts: readonly Part[]): Promise<Part[]> {
  const lacks = await Promise.all(parts.map(it => engine.lacks(it)))
  return parts.filter((_, i) => lacks[i])
}

export function lackingProblem(lacking: readonly Part[], variables: Variables): Problem {
  return new Problem(
    lacking.map(it => `Для этого нужен ${partTitle(it, variables)}, а он ещё не скачан (${partSize(it)}).`).join('\n'),
    `Скачать, один раз: ${getCommand(lacking)}`,
  )
}
