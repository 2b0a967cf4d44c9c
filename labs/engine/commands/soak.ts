import type { Command } from '../command.ts'
import { inLab } from '../practise.ts'

export default {
  usage: '[--minutes 10] [--seed 1]',
  summary: 'нагрузка со случайными авариями; в конце сверка приёмника с источником',
  run: invocation => inLab(['soak', ...invocation.passed], true, invocation),
} satisfies Command
