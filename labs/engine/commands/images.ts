import type { Command } from '../command.ts'
import { execa } from 'execa'
import { dockerMissing } from '../docker/compose.ts'
import { missingPlatforms } from '../docker/platforms.ts'
import { Problem } from '../problem.ts'
import { pulledImages } from '../stack/compose.ts'
import { stackVariables } from '../stack/variables.ts'

export default {
  summary: 'есть ли каждый образ стенда для arm64 и amd64; спрашивает реестры',
  async run() {
    const docker = await dockerMissing()
    if (docker)
      throw new Problem(`Образы проверяет Docker: ${docker}.`)
    const troubles = await Promise.all(pulledImages(stackVariables(process.env)).map(async (image) => {
      const { failed, stdout, stderr } = await execa('docker', ['buildx', 'imagetools', 'inspect', '--raw', image], { reject: false })
      const trouble = failed ? stderr.trim() : missingPlatforms(stdout).map(name => `нет варианта для ${name}`).join(', ')
      console.log(`${trouble ? '✗' : '✓'} ${image}${trouble && `: ${trouble}`}`)
      return trouble
    }))
    return troubles.some(Boolean) ? 1 : 0
  },
} satisfies Command
