import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Writes a file that others may be writing at the same time, and all of them the same: it is there whole or not at all. */
export async function writeWhole(file: string, data: Uint8Array | string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const draft = `${file}.${randomUUID()}`
  await writeFile(draft, data)
  await rename(draft, file)
}

/**
 * A folder that is written once: what `write` puts into a draft of it appears under its name whole or not at all, however
 * many processes write it at the same time.
 * @returns `folder`
 */
export async function folderOnce(folder: string, write: (draft: string) => Promise<void>): Promise<string> {
  if (existsSync(folder))
    return folder
  const draft = `${folder}.${randomUUID()}`
  await mkdir(draft, { recursive: true })
  await write(draft)
  await rename(draft, folder).catch(async (error) => {
    await rm(draft, { recursive: true })
    if (!existsSync(folder))
      throw error
  })
  return folder
}
