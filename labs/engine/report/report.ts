import type { ServiceStatus } from '../engine.ts'
import type { Lab } from '../lab.ts'
import type { Connector } from './connectors.ts'
import type { Slot } from './slots.ts'
import { byName, hostPort } from '../stack/local.ts'
import { readConnectors } from './connectors.ts'
import { readSlots } from './slots.ts'

export interface Report {
  engine: string
  services: readonly ServiceStatus[]
  connectors: readonly Connector[]
  slots: readonly Slot[]
}

/** The state of everything that the last `up` was asked to start; of every service when the lab is down. */
export async function readReport({ engine, running, stack }: Lab): Promise<Report> {
  const services = await engine.status(running?.services ?? stack.services.map(service => service.name))
  const alive = (name: string) => services.some(it => it.service === name && it.state === 'running' && it.trouble === undefined)
  const { POSTGRES_USER: user = '', POSTGRES_PASSWORD: password = '', POSTGRES_DB: database = '' } = byName(stack, 'postgres').environment
  const [connectors, slots] = await Promise.all([
    alive('connect')
      ? readConnectors(`http://127.0.0.1:${hostPort(byName(stack, 'connect'), 8083)}`)
      : [],
    alive('postgres')
      ? readSlots({
          port: hostPort(byName(stack, 'postgres'), 5432),
          user,
          password,
          database,
        })
      : [],
  ])
  return {
    engine: engine.name,
    services,
    connectors,
    slots,
  }
}

export function works({ services, connectors }: Report): boolean {
  return services.every(it => it.state === 'running' && it.trouble === undefined) && connectors.every(it => it.trouble === undefined)
}

const stateNames = { running: 'работает', stopped: 'остановлена', stale: 'упала' } as const

export function reportLines(report: Report): string[] {
  const down = report.services.every(it => it.state === 'stopped')
  return [
    `Движок: ${report.engine}`,
    ...report.services.map(serviceLine),
    ...section('Коннекторы', report.connectors.map(connectorLine)),
    ...section('Слоты', report.slots.map(slotLine)),
    ...(works(report)
      ? []
      : [`→ ${down ? 'Поднять' : 'Поднять упавшее'}: npm run lab -- up`]),
  ]
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0
    ? []
    : [`${title}:`, ...lines]
}

function serviceLine({ service, state, process, ports, trouble }: ServiceStatus): string {
  const mark = state === 'running' && trouble === undefined
    ? '✓'
    : '✗'
  const where = state === 'running'
    ? ` ${process ?? ''} ${ports.filter(port => port.published).map(port => `127.0.0.1:${port.host}`).join(' ')}`
    : ''
  return `${mark} ${service.padEnd(10)} ${stateNames[state]}${where}${trouble === undefined
    ? ''
    : `: ${trouble}`}`
}

function connectorLine({ name, state, tasks, trouble }: Connector): string {
  return `${trouble === undefined
    ? '✓'
    : '✗'} ${name} ${state}, таски: ${tasks.join(', ') || 'нет'}${trouble === undefined
    ? ''
    : `: ${trouble}`}`
}

function slotLine({ name, active, walStatus, retained }: Slot): string {
  return `${walStatus === 'lost'
    ? '✗'
    : '·'} ${name} ${active ? 'занят' : 'без читателя'}, ${walStatus}, удерживает ${megabytes(retained)} WAL`
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1).replace('.', ',')} МБ`
}
