/** A transaction on a server: `lost` if the new primary never had it, `missed` if the stream will not bring it. */
export interface Held { transaction: number, fate: 'kept' | 'lost' | 'missed' }

export interface FailoverFrame {
  primary: { alive: boolean, held: readonly Held[] }
  standby: { promoted: boolean, held: readonly Held[] }
  /** Where the connector's slot is; `none` after a failover that has lost it. */
  slot: 'primary' | 'both' | 'standby' | 'none' | 'new'
  /** In the topic; `lost` is there although no server has it any longer. */
  topic: readonly Held[]
  /** What has happened, in a sentence. */
  caption: string
}

export interface Failover {
  /** How many transactions the primary and its standby have when the primary dies. */
  written: number
  replayed: number
  /** Whether the slot is a failover slot, synchronised to the standby. */
  synced: boolean
  /** Whether the stream waits for the standby: `synchronized_standby_slots`. */
  waits: boolean
}

const upTo = (last: number, from = 1) => Array.from({ length: last - from + 1 }, (_, i) => from + i)
const held = (transactions: readonly number[], fate: Held['fate'] = 'kept'): Held[] => transactions.map(transaction => ({ transaction, fate }))

/**
 * The primary dies, its standby is promoted, and the connector is sent to it.
 * @throws if the standby does not lag: nothing would differ.
 * @see https://www.postgresql.org/docs/18/logicaldecoding-explanation.html#LOGICALDECODING-REPLICATION-SLOTS-SYNCHRONIZATION
 */
export function failoverFrames({ written, replayed, synced, waits }: Failover): FailoverFrame[] {
  if (!(replayed > 0 && replayed < written))
    throw new Error(`The standby has to lag: it has ${replayed} of ${written} transactions`)
  const common = held(upTo(replayed))
  const behind = upTo(written, replayed + 1)
  const [first, second] = [written + 1, written + 2]
  const sent = waits ? common : [...common, ...held(behind)]
  const left = waits ? common : [...common, ...held(behind, 'lost')]
  const before = {
    primary: { alive: true, held: [...common, ...held(behind)] },
    standby: { promoted: false, held: common },
    slot: synced ? 'both' : 'primary',
    topic: sent,
  } as const
  const primary = { alive: false, held: [...common, ...held(behind, 'lost')] }
  const list = behind.join(' и ')
  const killed = { ...before, primary, topic: left, slot: synced ? 'standby' : 'none' } as const
  const promoted = (fates: readonly [Held['fate'], Held['fate']]) => ({ promoted: true, held: [...common, ...held([first], fates[0]), ...held([second], fates[1])] })
  const start: FailoverFrame[] = [
    { ...before, caption: waits ? `Реплика отстала на ${list}. CDC её ждёт и дальше не идёт.` : `Реплика отстала на ${list}. CDC её не ждёт: они уже в топике.` },
    { ...killed, caption: `Основной сервер убит. Транзакций ${list} на реплике нет.` },
  ]
  if (!synced) {
    return [
      ...start,
      { ...killed, standby: { promoted: true, held: [...common, ...held([first])] }, caption: `Реплику повысили, приложение пишет ${first}. Слота здесь нет, коннектор отказывается.` },
      { ...killed, standby: promoted(['missed', 'kept']), slot: 'new', topic: [...left, ...held([second])], caption: `Новый слот отдаёт журнал с момента создания. ${first} поток не принесёт, её вернёт снапшот.` },
    ]
  }
  return [
    ...start,
    { ...killed, standby: { promoted: true, held: [...common, ...held([first])] }, caption: `Реплику повысили, приложение пишет ${first}. Слот на месте, коннектору меняют адрес.` },
    {
      ...killed,
      standby: promoted(['kept', 'kept']),
      topic: [...left, ...held([first, second])],
      caption: waits ? 'Коннектор продолжил со слота. Топик и новый сервер согласны.' : `Коннектор продолжил. Но ${list} есть в приёмнике, а в базе их нет.`,
    },
  ]
}
