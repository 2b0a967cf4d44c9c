import type { Lab, Selection } from './lab.ts'
import type { Stack } from './stack/compose.ts'
import { join } from 'node:path'
import { runFolder } from './folders.ts'
import { selected } from './lab.ts'
import { tryLock, unlock } from './native/lock.ts'
import { partsAmong, refuseLacking } from './parts.ts'
import { refuseBusyPorts } from './ports.ts'
import { Problem } from './problem.ts'
import { say, seconds, sinceStart } from './say.ts'
import { byName } from './stack/local.ts'
import { picked, refuseChange } from './stack/variables.ts'
import { clearState, readState, writeState } from './state.ts'

/** Starts what does not run. Remembers the decision first, so that an interrupted start can be stopped by `down`. */
export async function bringUp(lab: Lab, selection: Selection, signal: AbortSignal): Promise<void> {
  const wanted = selected(lab.stack, selection).map(service => service.name)
  // What an earlier command added stays a part of the lab.
  const kept = (lab.running?.services ?? []).filter(name => !selection.without?.includes(name))
  await start(lab, [...new Set([...wanted, ...kept])], signal)
  say(`Лаборатория готова за ${seconds(sinceStart())} (движок ${lab.engine.name}).`)
}

/** Starts these services and what they need, and leaves alone those that already work. */
export async function start({ engine, stack, variables }: Lab, names: readonly string[], signal: AbortSignal): Promise<void> {
  await refuseLacking(engine, await partsAmong(names), variables)
  // Not what the lab was opened with: one command may start and remove services several times.
  const running = readState()
  names = withNeeds(stack, names)
  refuseChange(process.env, running?.variables ?? {})
  signal.addEventListener('abort', () => say('\nОстанавливаю то, что начато…'))
  await exclusively(async () => {
    const before = await engine.status(names)
    const idle = before.filter(it => it.state !== 'running').map(it => it.service)
    await refuseBusyPorts(stack.services.filter(service => idle.includes(service.name)), engine.name, chosenPorts(stack.variables))
    writeState({
      engine: engine.name,
      services: [
        ...new Set([
          ...(running?.services ?? []),
          ...names,
        ]),
      ],
      variables: picked(stack.variables, variables),
    })
    try {
      await engine.up(names, signal)
    }
    catch (error) {
      if (!running)
        clearState()
      throw error
    }
  })
}

/** The services and everything they need, directly or not. */
export function withNeeds(stack: Stack, names: readonly string[]): string[] {
  const all = new Set(names)
  for (const name of all)
    byName(stack, name).needs.forEach(need => all.add(need))
  return [...all]
}

/** Stops services, deletes their data and forgets that they belonged to the lab. */
export async function remove({ engine }: Lab, names: readonly string[]): Promise<void> {
  await exclusively(async () => {
    for (const name of names)
      await engine.remove(name)
    const running = readState()
    if (running)
      writeState({ ...running, services: running.services.filter(name => !names.includes(name)) })
  })
}

/** Ports that the caller set for this one command. */
function chosenPorts(names: readonly string[]): Record<string, string> {
  return picked(names.filter(name => name.endsWith('_PORT')), process.env)
}

/** Stops everything; with `wipe` also deletes the data. */
export async function bringDown({ engine }: Lab, { wipe = false } = {}): Promise<void> {
  await exclusively(async () => {
    await engine.down()
    if (wipe)
      await engine.wipe()
    clearState()
  })
}

/** @throws when another command is starting or stopping the same lab. */
export async function exclusively<T>(work: () => Promise<T>): Promise<T> {
  const file = join(runFolder, 'lock')
  const holder = tryLock(file)
  if (holder)
    throw new Problem(`Другая команда уже поднимает или останавливает лабораторию (pid ${holder.pid}).`, 'Дождитесь её и повторите.')
  try {
    return await work()
  }
  finally {
    unlock(file)
  }
}
