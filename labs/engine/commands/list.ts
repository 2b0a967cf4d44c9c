import type { Command } from '../command.ts'
import { contents } from '../contents.ts'
import { labNames } from '../lab-names.ts'

export default {
  usage: '[<лабораторная>]',
  summary: 'какие есть лабораторные, блокноты, упражнения и учебные аварии',
  async run({ positional: [asked] }) {
    for (const name of labNames().filter(name => !asked || name === asked)) {
      console.log(name)
      for (const { kind, path, title } of contents(name))
        console.log(`  ${kind.padEnd(10)} ${path.padEnd(38)} ${title}`.trimEnd())
    }
    return 0
  },
} satisfies Command
