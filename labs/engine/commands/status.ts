import type { Command } from '../command.ts'
import { openLab } from '../lab.ts'
import { readReport, reportLines, works } from '../report/report.ts'

export default {
  summary: 'что работает, что нет; код возврата 1, если не работает то, что должно',
  async run({ engine }) {
    const report = await readReport(await openLab(engine))
    console.log(reportLines(report).join('\n'))
    return works(report)
      ? 0
      : 1
  },
} satisfies Command
