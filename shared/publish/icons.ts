import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { root } from '../site/folders.ts'

/** The course's mark, from which every icon is drawn. */
export const favicon = `${root}workbook/public/favicon.svg`

interface Icon {
  file: string
  /** Pixels of its side. */
  size: number
  /** `maskable` may be cut to a circle by the system: the mark keeps to the middle, its colour fills the rest. */
  purpose: 'any' | 'maskable'
}

/** Icons of the installed course; the last is what iOS puts on the home screen. */
export const icons: readonly Icon[] = [
  { file: 'icon-192.png', size: 192, purpose: 'any' },
  { file: 'icon-512.png', size: 512, purpose: 'any' },
  { file: 'icon-maskable-512.png', size: 512, purpose: 'maskable' },
  { file: 'apple-touch-icon.png', size: 180, purpose: 'maskable' },
]

/** Part of a maskable icon's side that the mark's square takes: its drawing stays inside the circle that no system cuts. */
const SAFE = 0.9

async function drawIcon(svg: Buffer, { size, purpose }: Icon): Promise<Buffer> {
  const side = Math.round(purpose === 'maskable' ? size * SAFE : size)
  const background = /fill="(#[0-9a-f]{6})"/.exec(svg.toString())![1]!
  const image = await sharp(svg, { density: 72 * side / 32 }).resize(side, side).png().toBuffer()
  const canvas = sharp({ create: { width: size, height: size, channels: 4, background: purpose === 'maskable' ? background : '#00000000' } })
  return canvas.composite([{ input: image, gravity: 'centre' }]).png({ palette: true }).toBuffer()
}

/** Writes the icons into `<folder>/icons/`. */
export async function writeIcons(folder: string): Promise<void> {
  const svg = await readFile(favicon)
  await mkdir(join(folder, 'icons'), { recursive: true })
  await Promise.all(icons.map(async icon => writeFile(join(folder, 'icons', icon.file), await drawIcon(svg, icon))))
}
