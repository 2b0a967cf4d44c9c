import type { Command } from '../command.ts'
import { practise } from '../practise.ts'

export default {
  usage: '<лабораторная>',
  summary: 'выполнить лабораторную целиком и показать вывод; поднимает стенд, если он не поднят',
  run: invocation => practise('run', invocation),
} satisfies Command
