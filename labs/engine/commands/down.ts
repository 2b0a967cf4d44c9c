import type { Command } from '../command.ts'
import { openLab } from '../lab.ts'
import { bringDown } from '../up.ts'

export default {
  summary: 'остановить лабораторию; данные остаются',
  async run({ engine }) {
    await bringDown(await openLab(engine))
    return 0
  },
} satisfies Command
