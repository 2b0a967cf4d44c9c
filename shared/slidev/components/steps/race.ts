/** What two sessions and the poller do, one after another. */
export type RaceStep
  = | { do: 'insert', who: string, row: number }
    | { do: 'commit', who: string }
    | { do: 'poll' }

export interface Race {
  steps: readonly RaceStep[]
  /** The poller takes nothing that is not older than every open transaction; otherwise all it sees above its mark. */
  safe?: boolean
}

/** The transaction of a session: which steps it is open in, counted from 0. */
export interface RaceSession { who: string, row: number, from: number, until: number | undefined, lost: boolean }

export interface RacePoll { at: number, found: number[], mark: number }

export interface RaceFrame {
  sessions: RaceSession[]
  polls: RacePoll[]
  mark: number
  /** What has happened, in a sentence. */
  caption: string
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** What the poller sees above its mark; a safe one leaves what an open transaction may still come before. */
function visible(sessions: readonly RaceSession[], mark: number, safe: boolean): number[] {
  const oldestOpen = Math.min(...sessions.filter(s => s.until === undefined).map(s => s.row))
  return sessions
    .filter(s => s.until !== undefined && s.row > mark && (!safe || s.row < oldestOpen))
    .map(s => s.row)
    .sort((a, b) => a - b)
}

function pollCaption(found: readonly number[], mark: number, sessions: readonly RaceSession[]): string {
  if (found.length)
    return `Опрос взял ${found.join(' и ')}. Отметка: ${mark}.`
  const open = sessions.find(s => s.until === undefined)
  const lost = sessions.filter(s => s.lost).map(s => s.row)
  if (lost.length)
    return `Опрос ищет больше ${mark} и не находит ничего. Строка ${lost.join(', ')} не придёт никогда.`
  return open ? `Опрос ждёт: ${open.row} ещё не закончена. Отметка: ${mark}.` : `Новых строк нет. Отметка: ${mark}.`
}

/**
 * Interleaved transactions and a poller with a mark, a frame a step: rows are numbered when they are written and seen
 * when they are committed.
 * @throws if a session commits what it has not written.
 */
export function raceFrames({ steps, safe = false }: Race): RaceFrame[] {
  const sessions: RaceSession[] = []
  const polls: RacePoll[] = []
  let mark = Math.min(...steps.flatMap(s => s.do === 'insert' ? [s.row] : [])) - 1

  function happen(step: RaceStep, at: number): string {
    if (step.do === 'poll') {
      const found = visible(sessions, mark, safe)
      mark = found.at(-1) ?? mark
      polls.push({ at, found, mark })
      return pollCaption(found, mark, sessions)
    }
    if (step.do === 'insert') {
      sessions.push({ who: step.who, row: step.row, from: at, until: undefined, lost: false })
      return `${capital(step.who)}: INSERT, номер ${step.row}. До COMMIT строку не видит никто.`
    }
    const session = sessions.find(s => s.who === step.who && s.until === undefined)
    if (!session)
      throw new Error(`"${step.who}" has no open transaction to commit`)
    session.until = at
    session.lost = session.row <= mark
    return `${capital(step.who)}: COMMIT, строка ${session.row} видна всем.${session.lost ? ` Но отметка уже ${mark}.` : ''}`
  }

  return steps.map((step, at) => {
    const caption = happen(step, at)
    return { sessions: sessions.map(s => ({ ...s })), polls: [...polls], mark, caption }
  })
}
