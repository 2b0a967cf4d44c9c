import type { Command } from '../command.ts'
import { serviceNamed } from '../lab-names.ts'
import { openLab } from '../lab.ts'

export default {
  usage: '<служба>',
  summary: 'остановить службу на месте: соединения держит, никому не отвечает',
  async run({ positional: [name], engine }) {
    const lab = await openLab(engine)
    await lab.engine.pause(serviceNamed(lab.stack, name))
    return 0
  },
} satisfies Command
