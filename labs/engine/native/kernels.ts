import type { Part } from '../part.ts'
import type { Variables } from '../stack/interpolate.ts'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generatedFolder } from '../folders.ts'
import { readParts } from '../parts.ts'
import { lacksPart, partEnvironment } from './part.ts'

/** For JUPYTER_PATH: kernels of the heavy parts that are here. JupyterLab looks anew whenever it lists them. */
export const kernelsFolder = join(generatedFolder, 'jupyter')

/** Makes the kernels those of the parts that can run here, in their present versions. */
export async function writeKernels(variables: Variables): Promise<void> {
  for (const part of (await readParts()).filter(it => it.python)) {
    const folder = join(kernelsFolder, 'kernels', part.name)
    // Without its Java a kernel could only fail; `exec` and `get` say what is missing.
    const env = lacksPart(part, variables) ? undefined : await partEnvironment(part, variables).catch(() => undefined)
    if (!env) {
      rmSync(folder, { recursive: true, force: true })
      continue
    }
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'kernel.json'), JSON.stringify(kernel(part, env), null, 2))
  }
}

/** @see https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs */
export function kernel({ python }: Part, env: Readonly<Record<string, string>>) {
  return {
    argv: [join(python!.environment.folder, 'bin', 'python'), '-m', 'ipykernel_launcher', '-f', '{connection_file}'],
    display_name: python!.kernel,
    language: 'python',
    env,
  }
}
