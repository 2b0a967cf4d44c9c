import type { Engine } from './engine.ts'
import type { Service, Stack } from './stack/compose.ts'
import type { Variables } from './stack/interpolate.ts'
import type { LabState } from './state.ts'
import { chooseEngine, createEngine } from './choose.ts'
import { Problem } from './problem.ts'
import { readStack } from './stack/compose.ts'
import { stackVariables } from './stack/variables.ts'
import { readState } from './state.ts'

/** Everything a command works with. */
export interface Lab {
  stack: Stack
  variables: Variables
  engine: Engine
  /** What the last `up` decided; undefined when the lab is down. */
  running: LabState | undefined
}

export async function openLab(asked: string | undefined): Promise<Lab> {
  const running = readState()
  const variables = stackVariables(process.env, running?.variables)
  const stack = readStack(variables)
  return {
    stack,
    variables,
    running,
    engine: await createEngine(await chooseEngine(asked, running), stack, variables),
  }
}

/** Services to start: all without a profile, minus those that are not wanted. */
export function selected(stack: Stack, without: readonly string[]): Service[] {
  const unknown = without.find(name => !stack.services.some(service => service.name === name))
  if (unknown !== undefined)
    throw new Problem(`Нет службы «${unknown}».`, `Службы: ${stack.services.map(service => service.name).join(', ')}.`)
  return stack.services.filter(service => service.profiles.length === 0 && !without.includes(service.name))
}
