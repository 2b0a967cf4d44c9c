import type { Engine, ServiceStatus } from '../engine.ts'
import type { Stack } from '../stack/compose.ts'
import type { Variables } from '../stack/interpolate.ts'
import type { Runner } from './runner.ts'
import type { Tool } from './tools.ts'
import { existsSync, rmSync } from 'node:fs'
import { execa } from 'execa'
import { lackingProblem, readParts } from '../parts.ts'
import { Problem } from '../problem.ts'
import { crash, daemonState, signalGroup } from './daemon.ts'
import { ensureArtifacts, missingArtifacts } from './download.ts'
import { runIn } from './exec.ts'
import { writeKernels } from './kernels.ts'
import { getPart, lacksPart, partEnvironment } from './part.ts'
import { labPython } from './python.ts'
import { runners } from './runner.ts'
import { startAll, stopAll } from './start.ts'
import { findJava, findMaven, findPython, oldestJava, refuseMissing } from './tools.ts'

export async function nativeEngine(stack: Stack, variables: Variables): Promise<Engine> {
  const all = await runners(stack, variables)
  const parts = await readParts()
  const runnerOf = (name: string): Runner => {
    const found = all.find(it => it.name === name)
    if (!found) {
      throw new Problem(`Служба ${name} есть только с Docker.`, parts.some(it => it.name === name)
        ? `Нативно это окружение Python: npm run lab -- get ${name}, и его ядро появится в JupyterLab.`
        : 'Поставьте Docker и повторите с --engine docker.')
    }
    return found
  }
  const pidFile = (name: string) => runnerOf(name).pidFile
  const chosen = (names: readonly string[]) => names.map(runnerOf)

  return {
    name: 'native',

    async up(names, signal) {
      const wanted = chosen(names)
      const profiles = wanted.flatMap(it => it.image.artifacts)
      await refuseMissing(neededTools(wanted, missingArtifacts(profiles, variables).length > 0))
      await startAll(wanted, signal => ({
        artifacts: ensureArtifacts(profiles, variables, signal),
        python: labPython.ensure(signal),
      }), signal)
    },

    down: () => stopAll(all),

    async wipe() {
      for (const it of all)
        rmSync(it.instance.folder, { recursive: true, force: true })
    },

    async remove(name) {
      await stopAll(chosen([name]))
      rmSync(chosen([name])[0]!.instance.folder, { recursive: true, force: true })
    },

    status: names => Promise.all(chosen(names).map(status)),

    kill: async name => refuseIdle(name, await crash(pidFile(name))),
    pause: async name => refuseIdle(name, signalGroup(pidFile(name), 'SIGSTOP')),
    resume: async name => refuseIdle(name, signalGroup(pidFile(name), 'SIGCONT')),

    async logs(name, { follow }) {
      const { log } = runnerOf(name)
      if (!existsSync(log))
        throw new Problem(`У ${name} ещё нет журнала: служба не запускалась.`, 'Поднимите лабораторию: npm run lab -- up')
      const follower = follow
        ? ['-F']
        : []
      await execa('tail', ['-n', '+1', ...follower, log], { stdio: 'inherit', reject: false })
    },

    async exec(program, args, { part, take }) {
      if (part && lacksPart(part, variables))
        throw lackingProblem([part], variables)
      const lab = all.find(it => it.name === 'jupyter')!.instance.service.environment
      return runIn(part ?? 'lab', program, args, { ...lab, ...(part && await partEnvironment(part, variables)) }, take)
    },

    lacks: async part => lacksPart(part, variables),

    async get(part, signal) {
      const megabytes = await getPart(part, variables, signal)
      await writeKernels(variables)
      return megabytes
    },
  }
}

function refuseIdle(service: string, running: boolean): void {
  if (!running)
    throw new Problem(`Служба ${service} не работает.`, 'Поднимите её: npm run lab -- up')
}

function neededTools(wanted: readonly Runner[], download: boolean): Promise<Tool>[] {
  const tools = [findJava(Math.max(oldestJava, ...wanted.map(it => it.image.java ?? 0)))]
  if (download)
    tools.push(findMaven())
  if (labPython.missing())
    tools.push(findPython())
  return tools
}

async function status(it: Runner): Promise<ServiceStatus> {
  const state = daemonState(it.pidFile)
  const base = { service: it.name, state: state.kind, ports: it.instance.service.ports }
  if (state.kind !== 'running')
    return { ...base, process: undefined, trouble: undefined }
  const trouble = await it.image.ready(it.instance).then(() => undefined, (error: Error) => error.message)
  return {
    ...base,
    process: String(state.identity.pid),
    trouble,
  }
}
