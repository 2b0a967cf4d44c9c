import * as v from 'valibot'
import { compareVersions, versionPattern } from './version.ts'

const text = v.pipe(v.string(), v.trim(), v.minLength(1))

const rereadSchema = v.strictObject({
  /** The part that changed: the last half of its progress item's id, `slots` of `postgres/slots`. */
  part: v.pipe(text, v.regex(/^[a-z0-9-]+$/)),
  /** Heading on the part's page: `wal-status`. */
  anchor: v.optional(v.pipe(text, v.regex(/^[a-z0-9-]+$/))),
  /** What one reads there now that was not there before. Text in backticks is code. */
  what: text,
})

const editionSchema = v.strictObject({
  version: v.pipe(text, v.regex(versionPattern, 'a version is three numbers: 1.2.0')),
  date: v.pipe(text, v.isoDate('a date is YYYY-MM-DD')),
  summary: text,
  reread: v.optional(v.array(rereadSchema), []),
})

/** A place of a module that changed, for those who had been through it. */
export type Reread = v.InferOutput<typeof rereadSchema>

/** One version of a module, with what a reader of the version before should read again. */
export type Edition = v.InferOutput<typeof editionSchema>

const newestFirst = (editions: Edition[]): boolean => editions.slice(1).every((older, i) => compareVersions(older.version, editions[i]!.version) < 0)
const datesAgree = (editions: Edition[]): boolean => editions.slice(1).every((older, i) => older.date <= editions[i]!.date)

/** A learner's changelog: newest version first. */
export const changelogSchema = v.pipe(
  v.array(editionSchema),
  v.minLength(1),
  v.check(newestFirst, 'versions must fall from entry to entry: the newest stands first'),
  v.check(datesAgree, 'a version cannot be older than the one below it: look at the dates'),
)
