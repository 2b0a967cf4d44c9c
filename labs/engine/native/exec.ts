import type { ExecOptions } from '../engine.ts'
import type { Part } from '../part.ts'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import { execa } from 'execa'
import { controlCommand } from '../control.ts'
import { labsFolder } from '../folders.ts'
import { Problem } from '../problem.ts'
import { labPython } from './python.ts'

/** Runs a program of the lab's environment, or of a part's, that is there; its streams go to the terminal unless they are taken. */
export async function runIn(where: Part | 'lab', program: string, args: readonly string[], env: Readonly<Record<string, string>>, take: ExecOptions['take']): Promise<number> {
  if (where === 'lab')
    await labPython.ensure(new AbortController().signal)
  const bin = join(where === 'lab' ? labPython.folder : where.python!.environment.folder, 'bin')
  const file = join(bin, program)
  if (!existsSync(file))
    throw new Problem(`Нет программы ${program} в ${bin}.`, 'Соберите окружение: npm run lab -- up')
  const output = take ? 'pipe' : 'inherit'
  const child = execa(file, args, {
    cwd: labsFolder,
    stdin: 'inherit',
    stdout: output,
    stderr: output,
    buffer: false,
    reject: false,
    env: { ...env, LAB_ENGINE: 'native', LAB_CONTROL: controlCommand, PATH: `${bin}${delimiter}${process.env.PATH}` },
  })
  await Promise.all(take ? [each(child.iterable({ from: 'stdout' }), line => take(line, 'stdout')), each(child.iterable({ from: 'stderr' }), line => take(line, 'stderr'))] : [])
  return (await child).exitCode ?? 1
}

async function each(lines: AsyncIterable<unknown>, act: (line: string) => void): Promise<void> {
  for await (const line of lines)
    act(String(line))
}
