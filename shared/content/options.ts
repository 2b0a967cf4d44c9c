import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { root } from '../site/folders.ts'

interface Catalogue { owners: { class: string, kind: string, options: { name: string }[] }[] }

/** Prefixes under which Connect passes options on to somebody else. */
const prefixes = [
  /^(?:producer|consumer|admin)\.(?:override\.)?/,
  /^transforms\.[\w-]+\./,
  /^predicates\.[\w-]+\./,
  /^topic\.creation\.[\w-]+\./,
  /^(?:key|value|header)\.converter\./,
  /^config\.providers\.[\w-]+\.(?:param\.)?/,
  /^(?:driver|database)\./,
]

/** Every option that the pinned connector, worker, clients, broker, transformations and converters know. */
export function knownOptions(): Set<string> {
  const { owners } = JSON.parse(readFileSync(join(root, 'labs/options.json'), 'utf8')) as Catalogue
  return new Set(owners.flatMap(o => o.options.map(p => p.name)))
}

export function isOption(name: string, known: ReadonlySet<string>): boolean {
  return known.has(name) || prefixes.some(p => p.test(name) && known.has(name.replace(p, '')))
}

/** A name that old configurations carry, and what the pinned version does with it (labs/debezium/former.yaml). */
export interface Former {
  kind: 'option' | 'value' | 'class' | 'smt'
  /** Of a value: the option that took it. */
  option?: string
  old: string
  now: string
  since: string
  /** Whether the old name is taken for nothing, refused, or still does its work. */
  outcome: 'silent' | 'refused' | 'works'
}

export function formerNames(): Former[] {
  return parse(readFileSync(join(root, 'labs/debezium/former.yaml'), 'utf8')) as Former[]
}

/** Options that the course names because they are gone; `since` is the version that removed or renamed them. */
export const formerOptions: Readonly<Record<string, { now: string, since: string }>> = Object.fromEntries(formerNames()
  .filter(({ kind, outcome }) => (kind === 'option' || kind === 'smt') && outcome !== 'works')
  .map(({ old, now, since }) => [old, { now, since }]))

/** Text of everything that a run executes or has written: a name that occurs in it was seen by real software. */
export function labText(): string {
  return readdirSync(join(root, 'labs'), { recursive: true, encoding: 'utf8' })
    .filter(f => /\.(?:py|sql|json|yaml|txt|toml)$|^\.env$/.test(f) && f !== 'options.json' && !/node_modules|__pycache__/.test(f))
    .map(f => readFileSync(join(root, 'labs', f), 'utf8'))
    .join('\n')
}

/** `slot.max.retries`, `source.lsn`, `public.orders`: lower case, with dots, and no file extension. */
const dotted = /^[a-z][\w-]*(?:\.[\w*<>-]+)+$/
const file = /\.(?:py|sql|json|md|conf|yaml|yml|txt|toml|html|env|sh|jar|ts|vue|lock|log)$/

/** Why a name in the text is not believed, or undefined when it is known. */
export function nameFault(code: string, known: ReadonlySet<string>, labs: string): string | undefined {
  const name = code.split('=')[0]!.trim()
  if (!dotted.test(name) || file.test(name) || isOption(name, known) || Object.hasOwn(formerOptions, name))
    return undefined
  return labs.includes(name.replace(/<[^>]+>|\.\*$/g, ''))
    ? undefined
    : `\`${name}\` is no option of the pinned versions and occurs nowhere in labs/. A typo? Former options are listed in shared/content/options.ts`
}
