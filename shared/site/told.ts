import process from 'node:process'
import { isProblem } from '../../labs/engine/problem.ts'

/** Runs a command of npm; a failure that the reader can act on is told without a stack trace and sets the exit code. */
export async function told(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  }
  catch (error) {
    if (!isProblem(error))
      throw error
    console.error(`${error.message}${error.remedy ? `\n→ ${error.remedy}` : ''}`)
    process.exitCode = 1
  }
}
