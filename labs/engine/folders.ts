import { dirname, join, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

export const labsFolder = dirname(dirname(fileURLToPath(import.meta.url)))
const generated = join(dirname(labsFolder), '.lab')

/** Downloaded artifacts; shared by every lab on the machine. */
export const distFolder = join(generated, 'dist')

/** Python environments; the current one is `.lab/venv`. */
export const generatedFolder = generated

/** Data, logs and process ids of one lab. `LAB_STATE` moves it, so that a test never touches a student's lab. */
export const runFolder = resolve(process.env.LAB_STATE ?? join(generated, 'run'))
