import type { Command } from '../command.ts'
import { serviceNamed } from '../lab-names.ts'
import { openLab } from '../lab.ts'
import { remove, start } from '../up.ts'

export default {
  usage: '<служба>',
  summary: 'удалить данные одной службы и поднять её заново',
  async run({ positional: [asked], engine, signal }) {
    const lab = await openLab(engine)
    const name = serviceNamed(lab.stack, asked)
    await remove(lab, [name])
    await start(lab, [name], signal)
    return 0
  },
} satisfies Command
