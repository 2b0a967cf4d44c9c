import type { Command } from '../command.ts'
import type { Lab } from '../lab.ts'
import type { Part } from '../part.ts'
import { contents } from '../contents.ts'
import { labNames } from '../lab-names.ts'
import { openLab } from '../lab.ts'
import { partSize, partTitle } from '../part.ts'
import { lackingOf, partNamed, partsAmong } from '../parts.ts'
import { say, seconds, sinceStart } from '../say.ts'

export default {
  usage: '<часть>… | <лабораторная>',
  summary: 'скачать тяжёлое, один раз: spark, flink, debezium-server или всё, что нужно лабораторной',
  async run({ positional, engine, signal }) {
    const lab = await openLab(engine)
    const asked = await Promise.all((positional.length ? positional : [undefined]).map(wanted))
    const parts = [...new Set(asked.flat())]
    const lacking = await lackingOf(lab.engine, parts)
    for (const part of parts)
      await (lacking.includes(part) ? get(lab, part, signal) : say(`  ✓ ${partTitle(part, lab.variables)} уже здесь`))
    return 0
  },
} satisfies Command

/** A part by its name, or all that the scripts of a lab need. */
async function wanted(name: string | undefined): Promise<Part[]> {
  return name !== undefined && labNames().includes(name)
    ? partsAmong(contents(name).flatMap(it => [...it.services, ...(it.needs ? [it.needs] : [])]))
    : [await partNamed(name)]
}

async function get({ engine, variables }: Lab, part: Part, signal: AbortSignal): Promise<void> {
  const title = partTitle(part, variables)
  say(`${title}: ${partSize(part)}`)
  const megabytes = await engine.get(part, signal)
  say(`  ✓ ${title} готов за ${seconds(sinceStart())}${megabytes === undefined ? '' : `, скачано ${megabytes} МБ`}`)
}
