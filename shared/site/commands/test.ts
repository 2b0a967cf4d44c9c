/**
 * `npm test`: everything there is to check, in two lanes that share the machine: the web and the labs.
 * Ends with a line `N passed, N failed`; the exit code says the same.
 */
import type { Lane } from '../testing/lane.ts'
import process from 'node:process'
import { isProblem } from '../../../labs/engine/problem.ts'
import { labsLane } from '../testing/labs-lane.ts'
import { runLanes } from '../testing/lane.ts'
import { checkMachine } from '../testing/machine.ts'
import { picturesLane, webLane } from '../testing/web-lane.ts'

const usual: readonly Lane[] = [webLane, labsLane]
/** `npm test -- web` or `npm test -- labs` runs one lane; `npm test -- pictures` draws the compared pictures anew. */
const lanes: Record<string, Lane> = Object.fromEntries([...usual, picturesLane].map(l => [l.name, l]))

try {
  const asked = process.argv.slice(2)
  const unknown = asked.find(name => !lanes[name])
  if (unknown) {
    console.error(`Нет дорожки «${unknown}». Есть: ${Object.keys(lanes).join(', ')}`)
    process.exit(2)
  }
  await checkMachine()
  const { passed, failed } = await runLanes(asked.length ? asked.map(name => lanes[name]!) : usual)
  console.log(`\n${passed} passed, ${failed} failed`)
  process.exitCode = failed ? 1 : 0
}
catch (error) {
  if (!isProblem(error))
    throw error
  console.error(`${error.message}${error.remedy ? `\n→ ${error.remedy}` : ''}\n\n0 passed, 1 failed`)
  process.exitCode = 1
}
