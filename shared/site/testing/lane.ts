import process from 'node:process'
import { styleText } from 'node:util'

export interface Outcome {
  passed: number
  failed: number
  /** What to show when something failed. */
  output: string
}

export interface Check {
  name: string
  run: () => Promise<Outcome>
  /** What follows in the lane makes no sense after a failure of this check. */
  essential?: boolean
}

/** Checks that run one after another; lanes run side by side. */
export interface Lane {
  name: string
  checks: readonly Check[]
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(0)} s`
}

async function runCheck(lane: Lane, check: Check): Promise<Outcome> {
  const started = performance.now()
  const outcome = await check.run().catch((error: unknown): Outcome => ({ passed: 0, failed: 1, output: error instanceof Error ? error.stack ?? error.message : String(error) }))
  const mark = outcome.failed ? styleText('red', '✗') : styleText('green', '✓')
  const counts = outcome.failed ? `${outcome.passed} passed, ${outcome.failed} failed` : `${outcome.passed} passed`
  process.stdout.write(`${mark} ${lane.name}: ${check.name}: ${counts} (${seconds(started)})\n`)
  if (outcome.failed)
    process.stdout.write(`${outcome.output.trimEnd().replace(/^/gm, '    ')}\n`)
  return outcome
}

async function runLane(lane: Lane): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const check of lane.checks) {
    const outcome = await runCheck(lane, check)
    outcomes.push(outcome)
    if (outcome.failed && check.essential) {
      const rest = lane.checks.slice(lane.checks.indexOf(check) + 1)
      outcomes.push(...rest.map(() => ({ passed: 0, failed: 1, output: '' })))
      process.stdout.write(rest.map(c => `✗ ${lane.name}: ${c.name}: not run, because "${check.name}" failed\n`).join(''))
      break
    }
  }
  return outcomes
}

export async function runLanes(lanes: readonly Lane[]): Promise<{ passed: number, failed: number }> {
  const outcomes = (await Promise.all(lanes.map(runLane))).flat()
  return {
    passed: outcomes.reduce((sum, o) => sum + o.passed, 0),
    failed: outcomes.reduce((sum, o) => sum + o.failed, 0),
  }
}
