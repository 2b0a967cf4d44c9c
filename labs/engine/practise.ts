import type { Invocation } from './command.ts'
import type { Lab } from './lab.ts'
import { obey } from './control.ts'
import { labTarget } from './lab-names.ts'
import { openLab } from './lab.ts'
import { Problem } from './problem.ts'
import { isHealthy, readReport } from './report/report.ts'
import { bringUp } from './up.ts'

/** A command of `cdclab` that takes a lab. */
export type Practice = 'run' | 'check' | 'record' | 'verify'

/** Runs a command of `cdclab` where the stack is: beside it natively, inside the jupyter container with Docker. */
export async function practise(command: Practice, invocation: Invocation): Promise<number> {
  const { positional: [asked, ...rest], passed } = invocation
  const target = labTarget(asked, command)
  return inLab([command, target, ...rest, ...passed], command !== 'check', invocation)
}

/**
 * Runs `cdclab` with these arguments on the stand; brings it up first if it may. Services beyond the core are asked for by
 * the notebook or drill itself.
 *
 * @throws Problem when the stand is down and may not be brought up.
 */
export async function inLab(args: readonly string[], mayStart: boolean, { engine, signal }: Invocation): Promise<number> {
  let lab = await openLab(engine)
  if (!await isUp(lab)) {
    // A check looks at what the learner built: on an empty stack it could only mislead.
    if (!mayStart)
      throw new Problem('Лаборатория не поднята или работает не вся.', 'Что не так: npm run lab -- status. Поднять: npm run lab -- up')
    await bringUp(lab, { without: lab.engine.name === 'native' ? ['jupyter'] : [] }, signal)
    lab = await openLab(engine)
  }
  return lab.engine.exec('cdclab', args, words => obey(lab, words, signal))
}

/** Everything that was started works. */
async function isUp(lab: Lab): Promise<boolean> {
  return lab.running !== undefined && (await readReport(lab)).services.every(isHealthy)
}
