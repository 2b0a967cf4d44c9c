import type { Command } from '../command.ts'
import { openLab } from '../lab.ts'
import { partNamed, refuseLacking } from '../parts.ts'
import { byName, hostPort } from '../stack/local.ts'
import { bringUp } from '../up.ts'

export default {
  usage: '[spark|flink]',
  summary: 'поднять лабораторию вместе с JupyterLab и показать его адрес',
  async run({ positional: [name], engine, signal }) {
    const lab = await openLab(engine)
    const part = name === undefined ? undefined : await partNamed(name)
    if (part)
      await refuseLacking(lab.engine, [part], lab.variables)
    // With Docker a kernel of its own means a JupyterLab of its own; natively there is one with all kernels.
    const service = part && lab.engine.name === 'docker' ? part.name : 'jupyter'
    await bringUp(lab, { with: [service] }, signal)
    console.log(`http://127.0.0.1:${hostPort(byName(lab.stack, service), 8888)}/lab`)
    return 0
  },
} satisfies Command
