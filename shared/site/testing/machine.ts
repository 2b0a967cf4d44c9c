import process from 'node:process'
import { everythingNeeded } from '../../../labs/engine/contents.ts'
import { partTools } from '../../../labs/engine/native/part.ts'
import { findJava, findMaven, findPython } from '../../../labs/engine/native/tools.ts'
import { partsAmong } from '../../../labs/engine/parts.ts'
import { isProblem, Problem } from '../../../labs/engine/problem.ts'
import { stackVariables } from '../../../labs/engine/stack/variables.ts'
import { chromiumPath } from '../chromium.ts'

/**
 * Everything that the checks need and this machine lacks, in one message.
 * @throws Problem with a line for each thing that is missing.
 */
export async function checkMachine(): Promise<void> {
  const parts = await partsAmong(everythingNeeded())
  const heavy = parts.flatMap(part => partTools(part, stackVariables(process.env)))
  const tools = await Promise.all([findJava(), findMaven(), findPython(), ...heavy])
  const missing = [...new Set(tools.filter(t => t.path === undefined).map(t => t.missing))]
  await chromiumPath().catch((error: unknown) => {
    if (!isProblem(error))
      throw error
    missing.push(`${error.message} ${error.remedy ?? ''}`)
  })
  if (process.platform === 'win32')
    missing.push('нужен Linux или macOS (в Windows — WSL2)')
  if (missing.length)
    throw new Problem(`Для npm test не хватает:\n${missing.map(m => `  ${m}`).join('\n')}`, 'Установите и повторите команду. Читать курс можно и так: npm start')
}
