import type { Engine } from './engine.ts'
import type { Stack } from './stack/compose.ts'
import type { Variables } from './stack/interpolate.ts'
import type { EngineName, LabState } from './state.ts'
import { dockerMissing } from './docker/compose.ts'
import { dockerEngine } from './docker/engine.ts'
import { hasDaemons } from './native/daemon.ts'
import { nativeEngine } from './native/engine.ts'
import { findJava, findMaven, findPython } from './native/tools.ts'
import { Problem } from './problem.ts'

/** Which engine to use: the one asked for, else the one of the running lab, else the first that this machine can run. */
export async function chooseEngine(asked: string | undefined, running: LabState | undefined): Promise<EngineName> {
  if (asked !== undefined && asked !== 'docker' && asked !== 'native')
    throw new Problem(`Нет движка «${asked}».`, 'Есть два: --engine docker и --engine native.')
  if (running && asked && asked !== running.engine)
    throw new Problem(`Лаборатория уже поднята на движке ${running.engine}.`, 'Сначала остановите её: npm run lab -- down')
  return asked ?? running?.engine ?? (hasDaemons()
    ? 'native'
    : firstUsable())
}

async function firstUsable(): Promise<EngineName> {
  const docker = await dockerMissing()
  if (docker === undefined)
    return 'docker'
  const native = (await Promise.all([
    findJava(),
    findMaven(),
    findPython(),
  ])).filter(tool => tool.path === undefined)
  if (native.length === 0)
    return 'native'
  throw new Problem(
    [
      'Лабораторию нечем запустить.',
      `  С Docker: ${docker}.`,
      ...native.map(tool => `  Без Docker: ${tool.missing}.`),
    ].join('\n'),
    'Достаточно одного из двух: Docker или Java, Maven и Python.',
  )
}

export async function createEngine(name: EngineName, stack: Stack, variables: Variables): Promise<Engine> {
  return name === 'docker'
    ? dockerEngine(stack, variables)
    : nativeEngine(stack, variables)
}
