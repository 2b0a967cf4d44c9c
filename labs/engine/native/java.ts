import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The first compiler only and the serial collector: a lab is short and two JVMs share two cores. Kafka and Connect are ready in 4.2 s instead of 7.
 * A class data archive of their own would take another 1.9 s off, for 5 s and 100 MB once: not worth its upkeep.
 */
const startFast = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1']

const log4j = `Configuration:
  Appenders:
    Console:
      name: console
      PatternLayout: {pattern: "%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %c{1} %m%n"}
  Loggers:
    Root:
      level: INFO
      AppenderRef: [{ref: console}]
`

export const java = process.env.JAVA_HOME
  ? join(process.env.JAVA_HOME, 'bin', 'java')
  : 'java'

/** Arguments of `java` that run a class of Kafka, with logging set up in `folder`. */
export function kafkaClass(name: string, { libs, folder, heap, agents = [] }: { libs: string, folder: string, heap: string, agents?: readonly string[] }, ...args: string[]): string[] {
  mkdirSync(folder, { recursive: true })
  const settings = join(folder, 'log4j2.yaml')
  writeFileSync(settings, log4j)
  return [
    `-Xmx${heap}`,
    ...startFast,
    ...agents.map(agent => `-javaagent:${agent}`),
    `-Dlog4j2.configurationFile=${settings}`,
    '-cp',
    join(libs, '*'),
    name,
    ...args,
  ]
}
