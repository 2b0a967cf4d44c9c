import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

/** Versions of the software that the course runs on, from their only place: `labs/.env`. */
export function versions(): { postgres: string, kafka: string, debezium: string } {
  const env = parseEnv(readFileSync(new URL('../../labs/.env', import.meta.url), 'utf8'))
  const value = (name: string): string => {
    const found = env[name]
    if (!found)
      throw new Error(`labs/.env does not set ${name}`)
    return found
  }
  return {
    postgres: value('POSTGRES_VERSION'),
    kafka: value('KAFKA_VERSION'),
    debezium: value('DEBEZIUM_VERSION'),
  }
}
