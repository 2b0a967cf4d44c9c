import type { Plugin } from 'vite'
import type { Question, RenderedQuestion } from './schema.ts'
import MarkdownIt from 'markdown-it'
import * as v from 'valibot'
import { parse } from 'yaml'
import { quizSchema } from './schema.ts'

const md = new MarkdownIt({ html: false, typographer: false })

function render(q: Question): RenderedQuestion {
  return {
    id: q.id,
    question: md.render(q.question),
    several: q.options.filter(o => o.right).length > 1,
    options: q.options.map(o => ({
      text: md.renderInline(o.text),
      right: o.right,
      why: md.renderInline(o.why),
    })),
    see: q.see,
  }
}

/** @throws with the file, the place and the expectation, so that an author knows what to change. */
export function compileQuiz(yaml: string, file: string): RenderedQuestion[] {
  const result = v.safeParse(quizSchema, parse(yaml))
  if (!result.success)
    throw new Error(`${file}: ${result.issues.map(i => `${v.getDotPath(i) ?? 'quiz'}: ${i.message}`).join('; ')}`)
  return result.output.map(render)
}

/** `import questions from './quiz.yaml'` gives `RenderedQuestion[]`: neither YAML nor Markdown is parsed in the browser. */
export function quizPlugin(): Plugin {
  return {
    name: 'course:quiz',
    enforce: 'pre',
    transform: {
      filter: { id: /\/quiz\.yaml$/ },
      handler: (yaml, id) => ({ code: `export default ${JSON.stringify(compileQuiz(yaml, id))}`, map: null }),
    },
  }
}
