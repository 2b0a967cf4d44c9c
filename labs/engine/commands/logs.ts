import type { Command } from '../command.ts'
import { serviceNamed } from '../lab-names.ts'
import { openLab } from '../lab.ts'

export default {
  usage: '<служба> [-f]',
  summary: 'журнал службы; -f — следить за ним',
  async run({ positional: [name], engine, follow }) {
    const lab = await openLab(engine)
    await lab.engine.logs(serviceNamed(lab.stack, name), { follow })
    return 0
  },
} satisfies Command
