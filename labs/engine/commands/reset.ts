import type { Command } from '../command.ts'
import { openLab } from '../lab.ts'
import { bringDown, bringUp } from '../up.ts'

export default {
  summary: 'остановить, удалить данные и поднять заново',
  async run({ engine, with: added, without, signal }) {
    const lab = await openLab(engine)
    await bringDown(lab, { wipe: true })
    // Opened again: versions and ports may have changed since the last start.
    await bringUp(await openLab(lab.engine.name), { with: added, without }, signal)
    return 0
  },
} satisfies Command
