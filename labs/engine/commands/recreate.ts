import type { Command } from '../command.ts'
import { serviceNamed } from '../lab-names.ts'
import { openLab } from '../lab.ts'
import { exclusively, start } from '../up.ts'

export default {
  usage: '<служба>',
  summary: 'удалить данные одной службы и поднять её заново',
  async run({ positional: [asked], engine, signal }) {
    const lab = await openLab(engine)
    const name = serviceNamed(lab.stack, asked)
    await exclusively(() => lab.engine.remove(name))
    await start(lab, [name], signal)
    return 0
  },
} satisfies Command
