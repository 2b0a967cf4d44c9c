const units: Record<string, number> = { kb: 1e3, mb: 1e6, gb: 1e9 }

/** What pip or Maven say that they have fetched, added up as they say it. */
export class Downloaded {
  #bytes = 0
  #line = ''
  #now = ''

  /** Takes output as it comes; a line may come in pieces. */
  hear(text: string): void {
    const lines = (this.#line + text).split(/[\r\n]+/)
    this.#line = lines.pop()!
    lines.forEach(line => this.#take(line))
  }

  #take(line: string): void {
    // pip: `Downloading pyspark-4.2.0.tar.gz (450.1 MB)`; Maven: `Downloaded from central: https://… (11 MB at 23 MB/s)`.
    const whole = /Download(?:ing|ed) .*\((\d+(?:\.\d+)?) ([kMG]B)(?: at [^)]*)?\)\s*$/.exec(line)
    if (whole)
      this.#bytes += Number(whole[1]) * units[whole[2]!.toLowerCase()]!
    this.#now = whole ? '' : underWay(line) ?? this.#now
  }

  get megabytes(): number {
    return Math.round(this.#bytes / 1e6)
  }

  /** `скачано 312 МБ, сейчас 4.1/781 MB`; empty before anything was said. */
  toString(): string {
    return [this.megabytes > 0 && `скачано ${this.megabytes} МБ`, this.#now].filter(Boolean).join(', ')
  }
}

/** Maven: `Progress (1): 4.1/781 MB`. pip: `Building wheel for pyspark …`, `Installing collected packages: …`. */
function underWay(line: string): string | undefined {
  const bytes = /Progress \(\d+\): (.*\/.*\S)/.exec(line)?.[1]
  const wheel = /Building wheel for (\S+)/.exec(line)?.[1]
  if (bytes)
    return `сейчас ${bytes}`
  if (wheel)
    return `собираю ${wheel}`
  return line.includes('Installing collected packages') ? 'раскладываю пакеты' : undefined
}
