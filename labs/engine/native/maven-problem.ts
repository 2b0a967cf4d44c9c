import { stripVTControlCharacters } from 'node:util'
import { Problem } from '../problem.ts'

const offline = /Unknown host|UnknownHostException|Temporary failure in name resolution|nodename nor servname|Network is unreachable|Connection refused|[Cc]onnect(?:ion)? timed out|No route to host/

/** Says why Maven failed: no network, or whatever its last telling line says. */
export function mavenProblem(output: string, what: string): Problem {
  const line = tellingLine(output)
  return offline.test(output)
    ? new Problem(`Нет доступа к сети: не скачались ${what}. Maven: ${line}`, 'Сеть нужна только в первый раз. Проверьте соединение или прокси и повторите команду: скачанное не пропадёт.')
    : new Problem(`Maven не скачал ${what}: ${line}`, 'Повторите команду; если не поможет, проверьте настройки в ~/.m2/settings.xml.')
}

/** The last error that is not Maven's advice on how to read errors. */
export function tellingLine(output: string): string {
  const advice = /^\[ERROR\]\s*(?:$|->|To see|Re-run|For more|\[Help|After correcting)/
  const errors = stripVTControlCharacters(output).split('\n').filter(line => line.startsWith('[ERROR]') && !advice.test(line))
  return (errors.at(-1) ?? output.trim().split('\n').at(-1) ?? '').replace(/^\[ERROR\]\s*/, '').replace(/ -> \[Help \d+\]$/, '')
}
