import type { Command } from '../command.ts'
import { openLab } from '../lab.ts'
import { bringDown } from '../up.ts'

export default {
  usage: '[--wipe]',
  summary: 'остановить лабораторию; данные остаются, с --wipe удаляются',
  async run({ engine, wipe }) {
    await bringDown(await openLab(engine), { wipe })
    return 0
  },
} satisfies Command
