import type { Command } from '../command.ts'
import { dockerMissing } from '../docker/compose.ts'
import { missingArtifacts } from '../native/download.ts'
import { labPython } from '../native/python.ts'
import { findJava, findMaven, findPython } from '../native/tools.ts'
import { partsReport } from '../parts-report.ts'
import { isFree } from '../ports.ts'
import { readStack } from '../stack/compose.ts'
import { stackVariables } from '../stack/variables.ts'
import { readState } from '../state.ts'

interface Finding { good: boolean, text: string }

const mark = ({ good, text }: Finding) => `${good ? '✓' : '✗'} ${text}`

export default {
  summary: 'чего не хватает этой машине, чтобы поднять лабораторию',
  async run({ engine }) {
    const docker = await dockerMissing()
    const tools = await Promise.all([findJava(), findMaven(), findPython()])
    const native = tools.every(tool => tool.path !== undefined)
    const ports = await busyPorts()
    console.log(mark({ good: docker === undefined, text: docker ?? 'Docker отвечает' }))
    for (const tool of tools)
      console.log(mark({ good: tool.path !== undefined, text: tool.path ?? tool.missing }))
    console.log(mark({ good: true, text: downloads() }))
    ports.forEach(port => console.log(mark(port)))
    const usable = docker === undefined || native
    if (usable)
      (await partsReport(engine)).forEach(it => console.log(`${it.here ? '✓' : '·'} ${it.text}`))
    console.log(usable ? `→ Движок: ${docker === undefined ? 'docker' : 'native'}. Поднять: npm run lab -- up` : '→ Поставьте Docker или Java, Maven и Python')
    return usable && ports.every(port => port.good) ? 0 : 1
  },
} satisfies Command

/** What the native engine would still have to fetch. */
function downloads(): string {
  const missing = missingArtifacts(['kafka', 'postgres', 'debezium-postgres'], stackVariables(process.env)).map(it => it.title)
  const all = [...missing, ...(labPython.missing() ? ['окружение Python'] : [])]
  return all.length ? `нативный движок скачает: ${all.join(', ')}` : 'нативный движок всё скачал'
}

/** Ports that somebody else holds; those of a running lab are its own. */
async function busyPorts(): Promise<Finding[]> {
  if (readState())
    return [{ good: true, text: 'лаборатория поднята, порты её' }]
  const ports = readStack(stackVariables(process.env)).services.flatMap(service => service.ports.filter(port => port.published))
  const free = await Promise.all(ports.map(port => isFree(port.host)))
  const busy = ports.filter((_, i) => !free[i])
  return busy.length
    ? busy.map(port => ({ good: false, text: `порт ${port.host} занят; другой: ${port.variable}=${port.host + 10000} npm run lab -- up` }))
    : [{ good: true, text: 'порты свободны' }]
}
