import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A folder with these files, for as long as the test runs. */
export async function tree(files: Record<string, string>): Promise<{ path: string, write: (file: string, text: string) => Promise<void> } & AsyncDisposable> {
  const folder = await mkdtempDisposable(join(tmpdir(), 'tree-'))
  const write = async (file: string, text: string) => {
    await mkdir(dirname(join(folder.path, file)), { recursive: true })
    await writeFile(join(folder.path, file), text)
  }
  for (const [file, text] of Object.entries(files))
    await write(file, text)
  return { path: folder.path, write, [Symbol.asyncDispose]: () => folder.remove() }
}
