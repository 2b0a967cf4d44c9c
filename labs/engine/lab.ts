import type { Engine } from './engine.ts'
import type { Service, Stack } from './stack/compose.ts'
import type { Variables } from './stack/interpolate.ts'
import type { LabState } from './state.ts'
import { chooseEngine, createEngine } from './choose.ts'
import { serviceNamed } from './lab-names.ts'
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

/** Services to start: all without a profile and those asked for, minus those that are not wanted. */
export function selected(stack: Stack, { with: asked = [], without = [] }: Selection): Service[] {
  for (const name of [...asked, ...without])
    serviceNamed(stack, name)
  return stack.services.filter(({ name, profiles }) => (profiles.length === 0 || asked.includes(name)) && !without.includes(name))
}

/** Names of services on the command line. */
export interface Selection {
  with?: readonly string[]
  without?: readonly string[]
}
