import type { Image } from '../image.ts'
import { mkdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { controlCommand } from '../../control.ts'
import { labsFolder } from '../../folders.ts'
import { getJson } from '../../probes/http.ts'
import { kernelsFolder, writeKernels } from '../kernels.ts'

export default {
  image: 'debezium-course/jupyter',
  artifacts: [],
  python: true,

  async prepare(it) {
    mkdirSync(it.folder, { recursive: true })
    await writeKernels(it.variables)
  },

  command: (it) => {
    const [program, ...args] = it.service.command
    return {
      file: join(it.venv, 'bin', program!),
      args: args.map(arg => arg
        .replace('.ip=0.0.0.0', '.ip=127.0.0.1')
        .replace(/\.port=(\d+)/, (_, port) => `.port=${it.port(Number(port))}`)
        .replace(/=\/labs$/, `=${labsFolder}`))
        // Root is refused by default; the port is bound to the loopback either way.
        .concat('--allow-root'),
      env: { ...it.service.environment, LAB_ENGINE: 'native', LAB_CONTROL: controlCommand, JUPYTER_PATH: kernelsFolder, PATH: `${join(it.venv, 'bin')}${delimiter}${process.env.PATH}` },
      cwd: labsFolder,
    }
  },

  ready: async it => void await getJson(`http://127.0.0.1:${it.port(8888)}/api`),
  deadline: 60,
  stopSignal: 'SIGTERM',
  complaint: /\bERROR\b|Error|CRITICAL/,
} satisfies Image
