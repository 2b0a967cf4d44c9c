import type { ServiceStatus } from '../engine.ts'
import type { Lab } from '../lab.ts'
import type { Account } from '../probes/postgres.ts'
import type { Service } from '../stack/compose.ts'
import type { Connector } from './connectors.ts'
import type { Slot } from './slots.ts'
import { selected } from '../lab.ts'
import { byName, hostPort } from '../stack/local.ts'
import { readConnectors } from './connectors.ts'
import { readSlots } from './slots.ts'

export interface Report {
  engine: string
  services: readonly ServiceStatus[]
  connectors: readonly Connector[]
  slots: readonly Slot[]
}

/** The state of everything that the last `up` was asked to start; of the core when the lab is down. */
export async function readReport({ engine, running, stack }: Lab): Promise<Report> {
  const services = await engine.status(running?.services ?? selected(stack, {}).map(service => service.name))
  const works = (name: string) => services.some(it => it.service === name && isHealthy(it))
  const connect = `http://127.0.0.1:${hostPort(byName(stack, 'connect'), 8083)}`
  const [connectors, slots] = await Promise.all([
    works('connect')
      ? readConnectors(connect)
      : [],
    works('postgres')
      ? readSlots(superuser(byName(stack, 'postgres')))
      : [],
  ])
  return {
    engine: engine.name,
    services,
    connectors,
    slots,
  }
}

function superuser(postgres: Service): Account {
  const { POSTGRES_USER: user = 'postgres', POSTGRES_PASSWORD: password = '', POSTGRES_DB: database = user } = postgres.environment
  return {
    port: hostPort(postgres, 5432),
    user,
    password,
    database,
  }
}

export function isHealthy(it: ServiceStatus): boolean {
  return it.state === 'running' && it.trouble === undefined
}

export function works({ services, connectors }: Report): boolean {
  return services.every(isHealthy) && connectors.every(it => it.trouble === undefined)
}

const stateNames = { running: 'работает', stopped: 'остановлена', stale: 'упала' } as const

export function reportLines(report: Report): string[] {
  const lines = [
    `Движок: ${report.engine}`,
    ...report.services.map(serviceLine),
    ...section('Коннекторы', report.connectors.map(connectorLine)),
    ...section('Слоты', report.slots.map(slotLine)),
  ]
  if (!report.services.every(isHealthy)) {
    lines.push(`→ ${report.services.every(it => it.state === 'stopped')
      ? 'Поднять'
      : 'Поднять упавшее'}: npm run lab -- up`)
  }
  return lines
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0
    ? []
    : [`${title}:`, ...lines]
}

function serviceLine(it: ServiceStatus): string {
  const addresses = it.ports.filter(port => port.published).map(port => `127.0.0.1:${port.host}`)
  const where = it.state === 'running'
    ? [it.process, ...addresses]
    : []
  return line(isHealthy(it), [
    it.service.padEnd(10),
    stateNames[it.state],
    ...where,
  ], it.trouble)
}

function connectorLine({ name, state, tasks, trouble }: Connector): string {
  return line(trouble === undefined, [name, `${state}, таски: ${tasks.join(', ') || 'нет'}`], trouble)
}

function slotLine({ name, active, walStatus, retained }: Slot): string {
  const reader = active ? 'занят' : 'без читателя'
  return line(walStatus !== 'lost', [name, `${reader}, ${walStatus}, удерживает ${megabytes(retained)} WAL`])
}

function line(good: boolean, words: readonly (string | undefined)[], trouble?: string): string {
  const text = [
    good ? '✓' : '✗',
    ...words,
  ].join(' ')
  return trouble === undefined
    ? text
    : `${text}: ${trouble}`
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1).replace('.', ',')} МБ`
}
