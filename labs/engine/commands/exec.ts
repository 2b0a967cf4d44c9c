import type { Command } from '../command.ts'
import { obey } from '../control.ts'
import { openLab } from '../lab.ts'
import { partNamed } from '../parts.ts'
import { Problem } from '../problem.ts'

export default {
  usage: '<часть> -- <программа> …',
  summary: 'выполнить программу в окружении Spark или Flink: exec spark -- python script.py',
  async run({ positional: [name, program, ...args], engine, signal }) {
    const part = await partNamed(name)
    if (!program || !part.python)
      throw new Problem(program ? `У ${part.title} нет окружения Python.` : 'Не сказано, какую программу выполнить.', 'Например: npm run lab -- exec spark -- python script.py')
    const lab = await openLab(engine)
    return lab.engine.exec(program, args, { part, ask: words => obey(lab, words, signal) })
  },
} satisfies Command
