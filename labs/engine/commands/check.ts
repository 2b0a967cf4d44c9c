import type { Command } from '../command.ts'
import { practise } from '../practise.ts'

export default {
  usage: '<лабораторная>[/<упражнение>]',
  summary: 'проверить лабораторную или упражнение',
  run: invocation => practise('check', invocation),
} satisfies Command
