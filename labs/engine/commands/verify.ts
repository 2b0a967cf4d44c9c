import type { Command } from '../command.ts'
import { practise } from '../practise.ts'

export default {
  usage: '<лабораторная>',
  summary: 'выполнить все блокноты и аварии и сверить вывод с recorded/',
  run: invocation => practise('verify', invocation),
} satisfies Command
