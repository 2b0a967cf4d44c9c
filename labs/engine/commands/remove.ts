import type { Command } from '../command.ts'
import { serviceNamed } from '../lab-names.ts'
import { openLab } from '../lab.ts'
import { remove } from '../up.ts'

export default {
  usage: '<служба>…',
  summary: 'остановить названные службы и удалить их данные',
  async run({ positional, engine }) {
    const lab = await openLab(engine)
    await remove(lab, positional.length ? positional.map(name => serviceNamed(lab.stack, name)) : [serviceNamed(lab.stack, undefined)])
    return 0
  },
} satisfies Command
