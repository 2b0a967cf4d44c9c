import type { Command } from '../command.ts'
import { serviceNamed } from '../lab-names.ts'
import { openLab } from '../lab.ts'

export default {
  usage: '<служба>',
  summary: 'отпустить службу, остановленную pause',
  async run({ positional: [name], engine }) {
    const lab = await openLab(engine)
    await lab.engine.resume(serviceNamed(lab.stack, name))
    return 0
  },
} satisfies Command
