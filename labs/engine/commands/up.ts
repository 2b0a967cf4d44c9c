import type { Command } from '../command.ts'
import { openLab } from '../lab.ts'
import { bringUp } from '../up.ts'

export default {
  usage: '[--with <служба>] [--without jupyter]',
  summary: 'поднять лабораторию; уже работающее не трогает, упавшее поднимает снова',
  async run({ engine, with: added, without, signal }) {
    await bringUp(await openLab(engine), { with: added, without }, signal)
    return 0
  },
} satisfies Command
