import type { Card } from './card.ts'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import satori from 'satori'
import sharp from 'sharp'
import { colour, tokensFile } from '../components/tokens.ts'
import { golosText } from '../fonts/static.ts'
import { cyrillic, latin } from '../fonts/subset.ts'
import { cache } from '../site/folders.ts'
import { writeWhole } from '../site/whole-file.ts'
import { favicon } from './icons.ts'

/** Pixels: what Facebook, Telegram, VK and X show without cutting. */
export const width = 1200
export const height = 630

/** Bytes of one picture; previews of links are fetched by phones. */
export const budget = 60 * 1024

const family = 'Golos, Golos Cyrillic'
const weights = [400, 600] as const
/** The way of a change, as in every figure of the course. */
const pipeline = ['source', 'journal', 'reader', 'log', 'sink'] as const

interface Box { type: string, props: { style: Record<string, string | number>, children?: (Box | string)[], src?: string, width?: number, height?: number } }

function box(style: Record<string, string | number>, ...children: (Box | string)[]): Box {
  return { type: 'div', props: { style: { display: 'flex', ...style }, children } }
}

let fonts: Promise<{ name: string, weight: 400 | 600, data: Buffer }[]> | undefined

function loadFonts() {
  fonts ??= Promise.all(weights.flatMap(weight => [
    golosText('latin', weight, latin).then(data => ({ name: 'Golos', weight, data })),
    golosText('cyrillic', weight, cyrillic).then(data => ({ name: 'Golos Cyrillic', weight, data })),
  ]))
  return fonts
}

async function mark(): Promise<Box> {
  const svg = await readFile(favicon)
  return { type: 'img', props: { style: {}, src: `data:image/svg+xml;base64,${svg.toString('base64')}`, width: 64, height: 64 } }
}

async function layout({ place, title, note }: Card): Promise<Box> {
  return box(
    { width, height, flexDirection: 'column', background: colour('page', 'dark'), color: colour('ink', 'dark'), fontFamily: family },
    box({ height: 14 }, ...pipeline.map(role => box({ flexGrow: 1, background: colour(role, 'dark') }))),
    box(
      { flexGrow: 1, flexDirection: 'column', justifyContent: 'center', padding: '0 80px' },
      box({ fontSize: 34, color: colour('accent', 'dark') }, place),
      box({ marginTop: 20, fontSize: title.length > 40 ? 64 : 76, fontWeight: 600, lineHeight: 1.15, textWrap: 'balance' }, title),
      ...note ? [box({ marginTop: 28, fontSize: 34, color: colour('ink-soft', 'dark') }, note)] : [],
    ),
    box({ alignItems: 'center', gap: 24, padding: '0 80px 56px', fontSize: 32, fontWeight: 600 }, await mark(), 'Debezium в production'),
  )
}

/** A PNG of 1200 × 630: flat colours need no dithering, and without it drawing takes a third of the time. @throws if it is over the budget. */
export async function drawPicture(card: Card): Promise<Buffer> {
  const svg = await satori(await layout(card) as never, { width, height, fonts: await loadFonts() })
  const png = await sharp(Buffer.from(svg)).png({ palette: true, colours: 64, quality: 80, dither: 0, effort: 1 }).toBuffer()
  if (png.length > budget)
    throw new Error(`The picture of «${card.title}» weighs ${png.length} bytes, the budget is ${budget}`)
  return png
}

/** What the pictures are made of, besides their text: a change makes all of them anew. */
async function readRecipe(): Promise<string> {
  const sources = await Promise.all([import.meta.filename, tokensFile, favicon].map(f => readFile(f, 'utf8')))
  return createHash('sha256').update(sources.join('')).digest('hex')
}

/** Pictures that are not on the disk yet: pages may share one, and ask for it at once. */
const drawing = new Map<string, Promise<void>>()

let recipe: Promise<string> | undefined

/**
 * Draws the picture of a link, or takes the one that was drawn for the same text before.
 * @returns the path of the file; its name is a hash of what is on it.
 */
export async function sharePicture(card: Card, folder = join(cache, 'share')): Promise<string> {
  const key = createHash('sha256').update(await (recipe ??= readRecipe())).update(JSON.stringify(card)).digest('hex').slice(0, 16)
  const file = join(folder, `${key}.png`)
  const drawn = drawing.get(file) ?? (existsSync(file) ? undefined : drawPicture(card).then(png => writeWhole(file, png)))
  if (drawn)
    drawing.set(file, drawn)
  await drawn
  return file
}
