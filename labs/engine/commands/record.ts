import type { Command } from '../command.ts'
import { practise } from '../practise.ts'

export default {
  usage: '<лабораторная>',
  summary: 'выполнить и записать вывод в recorded/',
  run: invocation => practise('record', invocation),
} satisfies Command
