import type { Command } from '../command.ts'
import { openLab } from '../lab.ts'
import { Problem } from '../problem.ts'

export default {
  usage: '<служба> [-f]',
  summary: 'журнал службы; -f — следить за ним',
  async run({ positional: [service], engine, follow }) {
    const lab = await openLab(engine)
    const names = lab.stack.services.map(it => it.name)
    if (!service || !names.includes(service)) {
      throw new Problem(service
        ? `Нет службы «${service}».`
        : 'Не сказано, чей журнал показать.', `Службы: ${names.join(', ')}.`)
    }
    await lab.engine.logs(service, { follow })
    return 0
  },
} satisfies Command
