import type { Part } from './part.ts'
import type { Variables } from './stack/interpolate.ts'
import { openLab } from './lab.ts'
import { getCommand, partSize, partTitle } from './part.ts'
import { lackingOf, readParts } from './parts.ts'

/** A line on each heavy part: is it here, how large is it, how to get it. */
export async function partsReport(engine: string | undefined): Promise<{ here: boolean, text: string }[]> {
  const lab = await openLab(engine)
  const parts = await readParts()
  const lacking = await lackingOf(lab.engine, parts)
  return parts.map(part => ({ here: !lacking.includes(part), text: partLine(part, !lacking.includes(part), lab.variables) }))
}

export function partLine(part: Part, here: boolean, variables: Variables): string {
  const title = `${part.name.padEnd(16)} ${partTitle(part, variables).padEnd(28)}`
  return here ? `${title} здесь, ≈ ${part.size.disk} МБ` : `${title} ${partSize(part)}: ${getCommand([part])}`
}
