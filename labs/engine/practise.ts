import type { Invocation } from './command.ts'
import type { Lab } from './lab.ts'
import { needs } from './contents.ts'
import { obey } from './control.ts'
import { labTarget } from './lab-names.ts'
import { openLab } from './lab.ts'
import { partNamed, refuseLacking } from './parts.ts'
import { Problem } from './problem.ts'
import { isHealthy, readReport } from './report/report.ts'
import { bringUp } from './up.ts'

/** A command of `cdclab` that takes a lab. */
export type Practice = 'run' | 'check' | 'record' | 'verify'

/** Runs a command of `cdclab` where the stack is: beside it natively, inside the jupyter container with Docker. */
export async function practise(command: Practice, invocation: Invocation): Promise<number> {
  const { positional: [asked, ...rest], passed } = invocation
  const target = labTarget(asked, command)
  // What runs one script runs where it needs to at once; `record` and `verify` run many, each where it needs to.
  const part = command === 'run' || command === 'check' ? needs(target, command) : undefined
  return inLab([command, target, ...rest, ...passed], command !== 'check', invocation, part)
}

/**
 * Runs `cdclab` with these arguments on the stand; brings it up first if it may. Services beyond the core are asked for by
 * the notebook or drill itself; `needed` is the heavy part that it runs in.
 *
 * @throws Problem when the stand is down and may not be brought up, or when the heavy part is not here.
 */
export async function inLab(args: readonly string[], mayStart: boolean, { engine, signal }: Invocation, needed?: string): Promise<number> {
  let lab = await openLab(engine)
  const part = needed === undefined ? undefined : await partNamed(needed)
  if (part)
    await refuseLacking(lab.engine, [part], lab.variables)
  if (!await isUp(lab)) {
    // A check looks at what the learner built: on an empty stack it could only mislead.
    if (!mayStart)
      throw new Problem('Лаборатория не поднята или работает не вся.', 'Что не так: npm run lab -- status. Поднять: npm run lab -- up')
    await bringUp(lab, { without: lab.engine.name === 'native' ? ['jupyter'] : [] }, signal)
    lab = await openLab(engine)
  }
  return lab.engine.exec('cdclab', args, { part, ask: words => obey(lab, words, signal) })
}

/** Everything that was started works. */
async function isUp(lab: Lab): Promise<boolean> {
  return lab.running !== undefined && (await readReport(lab)).services.every(isHealthy)
}
