import type { Command } from '../command.ts'
import { inLab } from '../practise.ts'

export default {
  usage: '<служба> [20]',
  summary: 'убивать одну службу под нагрузкой раз за разом, сверяя приёмник с источником после каждого',
  run: invocation => inLab(['rounds', ...invocation.positional], true, invocation),
} satisfies Command
