export interface WorkerState {
  name: string
  state: 'working' | 'gone'
  tasks: string[]
}

export interface RebalanceFrame {
  workers: WorkerState[]
  /** Tasks that nobody runs. */
  waiting: string[]
  /** What has happened, in a sentence. */
  caption: string
}

export interface Rebalance {
  workers: readonly [string, string]
  tasks: readonly string[]
  /** Whether the second worker is back before `scheduled.rebalance.max.delay.ms` has passed. */
  returns: boolean
}

/**
 * A worker of two leaves the group: its tasks wait, because a worker that is only restarted wants them back, and then
 * either it returns or the other takes them (incremental cooperative rebalancing, Kafka 2.3 and newer).
 * @throws if there are not at least as many tasks as workers: nothing would move.
 * @see https://cwiki.apache.org/confluence/display/KAFKA/KIP-415%3A+Incremental+Cooperative+Rebalancing+in+Kafka+Connect
 */
export function rebalanceFrames({ workers: [stays, leaves], tasks, returns }: Rebalance): RebalanceFrame[] {
  if (tasks.length < 2)
    throw new Error(`Give two workers at least two tasks, not ${tasks.length}`)
  const own = tasks.filter((_, i) => i % 2 === 0)
  const other = tasks.filter((_, i) => i % 2 === 1)
  const frame = (mine: string[], theirs: string[], gone: boolean, caption: string): RebalanceFrame => ({
    workers: [{ name: stays, state: 'working', tasks: mine }, { name: leaves, state: gone ? 'gone' : 'working', tasks: theirs }],
    waiting: tasks.filter(t => ![...mine, ...theirs].includes(t)),
    caption,
  })
  const start = [
    frame(own, other, false, 'Таски поделены поровну.'),
    frame(own, [], true, `${leaves} пропал. Его таски не выполняет никто.`),
    frame(own, [], true, 'Группа ждёт scheduled.rebalance.max.delay.ms: вдруг воркер вернётся.'),
  ]
  return returns
    ? [...start, frame(own, other, false, `${leaves} вернулся вовремя и получил свои таски. ${stays} не останавливался.`)]
    : [
        ...start,
        frame([...own, ...other], [], true, `Срок вышел: ${stays} взял всё. Свои таски он не перезапускал.`),
        frame(own, [], false, `${leaves} вернулся поздно. ${stays} сначала отдаёт лишнее…`),
        frame(own, other, false, '…и следующая ребалансировка передаёт таски.'),
      ]
}
