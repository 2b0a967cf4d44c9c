import type { Variables } from './interpolate.ts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { labsFolder } from '../folders.ts'
import { Problem } from '../problem.ts'

type Values = Readonly<Record<string, string | undefined>>

/**
 * What compose.yaml is filled with: labs/.env, over it the process environment, over it the values a running lab was started with
 * (a port cannot change under a running service).
 */
export function stackVariables(environment: Values, running: Values = {}): Variables {
  return {
    ...defaults(),
    ...environment,
    ...running,
  }
}

function defaults(): Values {
  return parseEnv(readFileSync(join(labsFolder, '.env'), 'utf8'))
}

/** Those of the named variables that have a value. */
export function picked(names: readonly string[], variables: Variables): Record<string, string> {
  return Object.fromEntries(names.flatMap(name => variables[name] === undefined
    ? []
    : [
        [name, variables[name]],
      ]))
}

/** @throws when the environment asks a running lab for other settings than it runs with. */
export function refuseChange(environment: Values, running: Values): void {
  const changed = Object.keys(running).filter(name => environment[name] !== undefined && environment[name] !== running[name])
  if (changed.length > 0) {
    throw new Problem(
      `Лаборатория уже поднята с другими настройками: ${changed.map(name => `${name}=${running[name]}`).join(', ')}.`,
      'Сначала остановите её: npm run lab -- down',
    )
  }
}
