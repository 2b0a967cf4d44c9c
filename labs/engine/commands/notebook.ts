import type { Command } from '../command.ts'
import { openLab } from '../lab.ts'
import { byName, hostPort } from '../stack/local.ts'
import { bringUp } from '../up.ts'

export default {
  summary: 'поднять лабораторию вместе с JupyterLab и показать его адрес',
  async run({ engine, signal }) {
    const lab = await openLab(engine)
    await bringUp(lab, {}, signal)
    console.log(`http://127.0.0.1:${hostPort(byName(lab.stack, 'jupyter'), 8888)}/lab`)
    return 0
  },
} satisfies Command
