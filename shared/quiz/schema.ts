import * as v from 'valibot'

const text = v.pipe(v.string(), v.trim(), v.minLength(1))

const optionSchema = v.strictObject({
  /** Inline Markdown. */
  text,
  right: v.optional(v.boolean(), false),
  /** Why this option is right or wrong: every option has one. */
  why: text,
})

const questionSchema = v.pipe(
  v.strictObject({
    id: v.pipe(text, v.regex(/^[a-z0-9-]+$/)),
    /** Markdown. */
    question: text,
    options: v.pipe(v.array(optionSchema), v.minLength(3), v.maxLength(6)),
    /** Site path of the text that answers it. */
    see: v.pipe(text, v.startsWith('/')),
  }),
  v.check(q => q.options.some(o => o.right), 'no option is right'),
  v.check(q => q.options.some(o => !o.right), 'every option is right'),
)

export const quizSchema = v.pipe(
  v.array(questionSchema),
  v.minLength(8),
  v.check(qs => new Set(qs.map(q => q.id)).size === qs.length, 'two questions have the same id'),
)

export type Question = v.InferOutput<typeof questionSchema>

/** A question as it reaches the browser: texts are HTML, rendered at build time from the course's own files. */
export interface RenderedQuestion {
  id: string
  question: string
  /** More than one option is right, so the reader is told to choose all of them. */
  several: boolean
  options: { text: string, right: boolean, why: string }[]
  see: string
}
