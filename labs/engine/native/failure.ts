import type { Runner } from './runner.ts'
import { readFileSync } from 'node:fs'
import { Problem } from '../problem.ts'

/** A service that did not come up: who, how, the line of its log that tells why, and what to do. */
export function startFailure(it: Runner, how: string): Problem {
  return new Problem(
    `Служба ${it.name} ${how}: ${complaint(readLog(it.log), it.image.complaint)}`,
    `Весь журнал: npm run lab -- logs ${it.name}. Начать с чистого листа, данные удаляются: npm run lab -- reset`,
  )
}

/** A service that could not be prepared for its first start. */
export function prepareFailure(it: Runner, output: string): Problem {
  return new Problem(
    `Служба ${it.name} не подготовлена: ${complaint(output, it.image.complaint)}`,
    'Начать с чистого листа, данные удаляются: npm run lab -- reset',
  )
}

/** The first line that matches, else the last that is not empty. */
export function complaint(log: string, pattern: RegExp): string {
  const lines = log.split('\n').map(line => line.trim()).filter(Boolean)
  return lines.find(line => pattern.test(line)) ?? lines.at(-1) ?? 'журнал пуст'
}

function readLog(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  }
  catch {
    return ''
  }
}
