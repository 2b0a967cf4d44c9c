import type { Lab } from './lab.ts'
import { join } from 'node:path'
import { serviceNamed } from './lab-names.ts'
import { partNamed } from './parts.ts'
import { isProblem, Problem } from './problem.ts'
import { remove, start } from './up.ts'

/** Begins a line that a program of the lab means for the engine; see `cdclab.stand`. */
const mark = '\u001E'

/** For a program on this machine: the command line that acts on services, as JSON. */
export const controlCommand = JSON.stringify([process.execPath, join(import.meta.dirname, 'cli.ts')])

type Act = (lab: Lab, services: readonly string[], signal: AbortSignal) => Promise<void>

function each(act: (lab: Lab, service: string) => Promise<void>): Act {
  return async (lab, services) => {
    for (const service of services)
      await act(lab, service)
  }
}

const verbs: Record<string, Act> = {
  kill: each((lab, service) => lab.engine.kill(service)),
  pause: each((lab, service) => lab.engine.pause(service)),
  resume: each((lab, service) => lab.engine.resume(service)),
  start,
  remove,
  recreate: async (lab, services, signal) => {
    await remove(lab, services)
    await start(lab, services, signal)
  },
}

/** What a line asks for: `["kill", "connect"]`; undefined for a line that is the reader's. */
export function request(line: string): string[] | undefined {
  return line.startsWith(mark) ? JSON.parse(line.slice(1)) as string[] : undefined
}

/** What the engine answers on the standard input of a program of the lab. */
interface Reply {
  /** What went wrong, for the reader. */
  error: string | null
  /** Of `exec`: how the program ended and what it wrote. */
  done?: Done
}

interface Done { code: number, stdout: string, stderr: string }

/** Does what a program of the lab asks for. @returns the answer for its standard input. */
export async function obey(lab: Lab, words: readonly string[], signal: AbortSignal): Promise<string> {
  return `${JSON.stringify(await reply(lab, words, signal))}\n`
}

async function reply(lab: Lab, [verb = '', ...names]: readonly string[], signal: AbortSignal): Promise<Reply> {
  try {
    if (verb === 'exec')
      return { error: null, done: await execute(lab, names, signal) }
    const act = verbs[verb]
    if (!act)
      throw new Problem(`Движок не умеет «${verb}».`)
    await act(lab, names.map(name => serviceNamed(lab.stack, name)), signal)
    return { error: null }
  }
  catch (error) {
    if (!isProblem(error))
      throw error
    return { error: [error.message, error.remedy].filter(Boolean).join('\n→ ') }
  }
}

/** `spark cdclab produce …`: a program in the environment of a heavy part. */
async function execute(lab: Lab, [name, program = '', ...args]: readonly string[], signal: AbortSignal): Promise<Done> {
  const said = { stdout: '', stderr: '' }
  const code = await lab.engine.exec(program, args, {
    part: await partNamed(name),
    ask: words => obey(lab, words, signal),
    take: (line, stream) => said[stream] += `${line}\n`,
  })
  return { code, ...said }
}
