import type { Image } from './image.ts'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, 'images')

/** Every image the native engine can stand for. A new one is a new file in `images/`. */
export async function readImages(): Promise<ReadonlyMap<string, Image>> {
  const files = readdirSync(folder).filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  const images = await Promise.all(files.map(async name => (await import(join(folder, name))).default as Image))
  return new Map(images.map(image => [image.image, image]))
}
