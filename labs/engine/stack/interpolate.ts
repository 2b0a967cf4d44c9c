import { Problem } from '../problem.ts'

export type Variables = Readonly<Record<string, string | undefined>>

const reference = /\$(?:(\$)|(\w+)|\{(\w+)(?:(:?)([-?])([^}]*))?\})/g

/**
 * Replaces `$$`, `$VAR`, `${VAR}`, `${VAR-default}`, `${VAR:-default}`, `${VAR?error}` and `${VAR:?error}` as Compose does.
 * A colon makes an empty value count as missing. Unlike Compose, a missing variable without a default is an error and not an empty string.
 *
 * @see https://docs.docker.com/reference/compose-file/interpolation/
 */
export function interpolate(text: string, variables: Variables): string {
  return text.replace(reference, (_, dollar, bare, braced, colon, operator, word) => {
    if (dollar)
      return '$'
    const name: string = bare ?? braced
    const value = variables[name]
    if (value !== undefined && !(colon && value === ''))
      return value
    if (operator === '-')
      return word
    throw new Problem(`Переменная ${name} не задана${operator === '?'
      ? `: ${word}`
      : ''}.`, `Верните её в labs/.env: git checkout labs/.env`)
  })
}

/** Applies `interpolate` to every string inside plain data. */
export function interpolateAll(data: unknown, variables: Variables): unknown {
  if (typeof data === 'string')
    return interpolate(data, variables)
  if (Array.isArray(data))
    return data.map(item => interpolateAll(item, variables))
  if (data && typeof data === 'object') {
    return Object.fromEntries(Object.entries(data).map(([key, value]) => [
      key,
      interpolateAll(value, variables),
    ]))
  }
  return data
}

/** Names of all variables a text refers to. */
export function referenced(text: string): string[] {
  const names = [
    ...text.matchAll(reference),
  ].map(match => match[2] ?? match[3]).filter(name => name !== undefined)
  return [
    ...new Set(names),
  ]
}
