/** Where a lecture is against its plan; all values are minutes. */
export interface Pace {
  /** Planned for the slide. */
  slide: number
  /** The plan's time when the slide begins and when it ends. */
  begins: number
  ends: number
  /** Of all slides together. */
  planned: number
  /** Of the deck, with questions and pauses: from the course's model. */
  deck: number
  /** Positive: behind the plan of this slide; negative: ahead of it; 0 while the clock is within the slide. */
  behind: number
  /** What is left for questions if everything to come takes as long as planned; negative: the deck will not end in time. */
  reserve: number
}

function sum(minutes: readonly number[]): number {
  return minutes.reduce((total, m) => total + m, 0)
}

/**
 * @param plan Minutes of each slide.
 * @param deck Minutes of the deck.
 * @param no The slide that is shown, from 1.
 * @param elapsed Minutes since the lecture began, without pauses.
 */
export function paceOf(plan: readonly number[], deck: number, no: number, elapsed: number): Pace {
  const begins = sum(plan.slice(0, no - 1))
  const ends = sum(plan.slice(0, no))
  const planned = sum(plan)
  const behind = elapsed > ends ? elapsed - ends : Math.min(0, elapsed - begins)
  const restOfSlide = Math.max(0, ends - Math.max(elapsed, begins))
  return {
    slide: ends - begins,
    begins,
    ends,
    planned,
    deck,
    behind,
    reserve: deck - (elapsed + restOfSlide + planned - ends),
  }
}

export interface Verdict { state: 'on-time' | 'ahead' | 'behind' | 'late', text: string }

const decimal = new Intl.NumberFormat('ru', { maximumFractionDigits: 1 })

/** «1,5 мин» */
export function minutesText(minutes: number): string {
  return `${decimal.format(minutes)} мин`
}

/** Less than half a minute is nothing to hurry for. */
const TOLERANCE = 0.5

export function verdict({ behind, reserve }: Pace): Verdict {
  if (reserve < 0)
    return { state: 'late', text: `не успеваете: лишних ${minutesText(-reserve)}` }
  if (behind >= TOLERANCE)
    return { state: 'behind', text: `отстаёте на ${minutesText(behind)}` }
  if (behind <= -TOLERANCE)
    return { state: 'ahead', text: `впереди на ${minutesText(-behind)}` }
  return { state: 'on-time', text: 'по плану' }
}
