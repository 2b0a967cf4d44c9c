import type { Command } from '../command.ts'
import { serviceNamed } from '../lab-names.ts'
import { openLab } from '../lab.ts'

export default {
  usage: '<служба>',
  summary: 'убить службу (SIGKILL), как это делает авария; поднять снова — up',
  async run({ positional: [name], engine }) {
    const lab = await openLab(engine)
    await lab.engine.kill(serviceNamed(lab.stack, name))
    return 0
  },
} satisfies Command
