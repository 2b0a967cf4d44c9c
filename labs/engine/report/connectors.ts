import * as v from 'valibot'
import { getJson } from '../probes/http.ts'

const schema = v.record(v.string(), v.object({
  status: v.object({
    connector: v.object({
      state: v.string(),
      trace: v.optional(v.string()),
    }),
    tasks: v.array(v.object({
      id: v.number(),
      state: v.string(),
      trace: v.optional(v.string()),
    })),
  }),
}))

export interface Connector {
  name: string
  state: string
  tasks: readonly string[]
  /** Why it does not work; undefined when it does, or when somebody stopped it on purpose. */
  trouble: string | undefined
}

export async function readConnectors(url: string): Promise<Connector[]> {
  return connectors(await getJson(`${url}/connectors?expand=status`))
}

/** Out of `GET /connectors?expand=status`. RUNNING is not enough: after slot loss a connector runs with an empty task list. */
export function connectors(answer: unknown): Connector[] {
  return Object.entries(v.parse(schema, answer)).map(([name, { status: { connector, tasks } }]) => ({
    name,
    state: connector.state,
    tasks: tasks.map(task => task.state),
    trouble: troubleOf(connector, tasks),
  }))
}

function troubleOf(connector: { state: string, trace?: string | undefined }, tasks: readonly { state: string, trace?: string | undefined }[]): string | undefined {
  const failed = [connector, ...tasks].find(part => part.state === 'FAILED')
  if (failed)
    return rootCause(failed.trace ?? '') || 'FAILED'
  return connector.state === 'RUNNING' && tasks.length === 0
    ? 'RUNNING, но тасков нет: коннектор ничего не читает'
    : undefined
}

/** The last cause of a Java stack trace: the first ones only say that something failed. */
export function rootCause(trace: string): string {
  const causes = trace.split('\n').filter((line, i) => i === 0 || line.startsWith('Caused by: '))
  return (causes.at(-1) ?? '').replace('Caused by: ', '').trim()
}
