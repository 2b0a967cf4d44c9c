import type { Command } from '../command.ts'
import { serviceNamed } from '../lab-names.ts'
import { openLab } from '../lab.ts'
import { start } from '../up.ts'

export default {
  usage: '<служба>…',
  summary: 'поднять названные службы, остальных не трогать',
  async run({ positional, engine, signal }) {
    const lab = await openLab(engine)
    const names = positional.length ? positional.map(name => serviceNamed(lab.stack, name)) : [serviceNamed(lab.stack, undefined)]
    await start(lab, names, signal)
    return 0
  },
} satisfies Command
