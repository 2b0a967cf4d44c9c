import type { Lab } from './lab.ts'
import { join } from 'node:path'
import { serviceNamed } from './lab-names.ts'
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

/** Does what a program of the lab asks for. @returns the answer for its standard input. */
export async function obey(lab: Lab, [verb = '', ...services]: readonly string[], signal: AbortSignal): Promise<string> {
  try {
    const act = verbs[verb]
    if (!act)
      throw new Problem(`Движок не умеет «${verb}».`)
    await act(lab, services.map(name => serviceNamed(lab.stack, name)), signal)
    return `${JSON.stringify({ error: null })}\n`
  }
  catch (error) {
    if (!isProblem(error))
      throw error
    return `${JSON.stringify({ error: error.message })}\n`
  }
}
