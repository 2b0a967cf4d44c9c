import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import process from 'node:process'
import pixelmatch from 'pixelmatch'
import sharp from 'sharp'
import { cache, root } from '../folders.ts'

const known = `${root}shared/site/pictures/`
const found = `${cache}pictures/`

/** Differing pixels that a square of this side may hold: a letter drawn by another Chromium, not a moved line. */
const SIDE = 64
const TOLERATED = 64

interface Pixels { data: Uint8Array, width: number, height: number }

async function pixels(image: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(image).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

function drawn({ data, width, height }: Pixels): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 4 } }).webp({ lossless: true, effort: 6 }).toBuffer()
}

interface Difference { told: string, picture?: Buffer }

/** What differs between two pictures, in words; nothing when they look the same. */
export async function differences(one: Uint8Array, other: Uint8Array): Promise<Difference | undefined> {
  const [a, b] = await Promise.all([pixels(one), pixels(other)])
  if (a.width !== b.width || a.height !== b.height)
    return { told: `${b.width}×${b.height} instead of ${a.width}×${a.height}` }
  const marks = new Uint8Array(a.data.length)
  const worst = pixelmatch(a.data, b.data, marks, a.width, a.height, { windowSize: SIDE })
  return worst > TOLERATED
    ? { told: `${worst} pixels differ within a square of ${SIDE}`, picture: await drawn({ ...a, data: marks }) }
    : undefined
}

/**
 * Compares a screenshot with the picture that was looked at and kept, `shared/site/pictures/<name>.webp`. With
 * PICTURES=write it is kept instead. Returns what is wrong and where to look, or nothing.
 */
export async function compare(name: string, shot: Uint8Array): Promise<string | undefined> {
  const file = `${known}${name}.webp`
  const wrong: Difference | undefined = existsSync(file) ? await differences(await readFile(file), shot) : { told: 'there is no such picture yet' }
  if (!wrong)
    return undefined
  // Drawing is the slow part: only what differs is drawn.
  const image = await drawn(await pixels(shot))
  if (process.env.PICTURES === 'write') {
    await mkdir(known, { recursive: true })
    await writeFile(file, image)
    return undefined
  }
  await mkdir(found, { recursive: true })
  await writeFile(`${found}${name}.webp`, image)
  if (wrong.picture)
    await writeFile(`${found}${name}.difference.webp`, wrong.picture)
  return `${name}: ${wrong.told}. Look at .cache/pictures/${name}*.webp; if it should look so: npm test -- pictures`
}
