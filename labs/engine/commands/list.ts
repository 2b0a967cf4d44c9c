import type { Command } from '../command.ts'
import { contents } from '../contents.ts'
import { labNames } from '../lab-names.ts'
import { partsReport } from '../parts-report.ts'

export default {
  usage: '[<лабораторная>]',
  summary: 'какие есть лабораторные, блокноты, упражнения, учебные аварии и тяжёлые части',
  async run({ positional: [asked], engine }) {
    for (const name of labNames().filter(name => !asked || name === asked)) {
      console.log(name)
      for (const { kind, path, title, needs } of contents(name))
        console.log(`  ${kind.padEnd(10)} ${path.padEnd(38)} ${title}${needs ? ` [${needs}]` : ''}`.trimEnd())
    }
    if (!asked) {
      console.log('тяжёлые части, их скачивают один раз')
      for (const { text } of await partsReport(engine))
        console.log(`  ${text}`)
    }
    return 0
  },
} satisfies Command
