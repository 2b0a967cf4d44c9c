import type { Invocation } from './command.ts'
import type { Lab } from './lab.ts'
import { labTarget } from './lab-names.ts'
import { openLab } from './lab.ts'
import { Problem } from './problem.ts'
import { isHealthy, readReport } from './report/report.ts'
import { bringUp } from './up.ts'

/** Runs a command of `cdclab` where the stack is: beside it natively, inside the jupyter container with Docker. */
export async function practise(command: 'run' | 'check' | 'record', { positional, engine, signal }: Invocation): Promise<number> {
  const target = labTarget(positional[0], command)
  let lab = await openLab(engine)
  if (!await isUp(lab)) {
    // A check looks at what the learner built: on an empty stack it could only mislead.
    if (command === 'check')
      throw new Problem('Лаборатория не поднята или работает не вся.', 'Что не так: npm run lab -- status. Поднять: npm run lab -- up')
    await bringUp(lab, lab.engine.name === 'native'
      ? ['jupyter']
      : [], signal)
    lab = await openLab(engine)
  }
  return lab.engine.exec('cdclab', [
    command,
    target,
    ...positional.slice(1),
  ])
}

async function isUp(lab: Lab): Promise<boolean> {
  return lab.running !== undefined && (await readReport(lab)).services.every(isHealthy)
}
