import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** C1 only and the serial collector: a lab is short, start-up matters more than throughput, and two JVMs share two cores. */
const startFast = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto']

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
export function kafkaClass(name: string, { libs, folder, heap }: { libs: string, folder: string, heap: string }, ...args: string[]): string[] {
  mkdirSync(folder, { recursive: true })
  const settings = join(folder, 'log4j2.yaml')
  writeFileSync(settings, log4j)
  return [
    `-Xmx${heap}`,
    ...startFast,
    `-Dlog4j2.configurationFile=${settings}`,
    '-cp',
    join(libs, '*'),
    name,
    ...args,
  ]
}
