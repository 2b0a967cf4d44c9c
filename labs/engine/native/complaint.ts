import { readFileSync } from 'node:fs'

/** The line of a log that best tells why a service failed: the first that matches, else the last that is not empty. */
export function complaint(log: string, pattern: RegExp): string {
  const lines = log.split('\n').map(line => line.trim()).filter(Boolean)
  return lines.find(line => pattern.test(line)) ?? lines.at(-1) ?? 'журнал пуст'
}

export function readComplaint(file: string, pattern: RegExp): string {
  try {
    return complaint(readFileSync(file, 'utf8'), pattern)
  }
  catch {
    return 'журнала нет'
  }
}
