import { existsSync, globSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { distFolder } from '../folders.ts'
import { Problem } from '../problem.ts'
import { step } from '../say.ts'
import { runChild } from './child.ts'

const folder = join(distFolder, 'prometheus')
const unpacked = join(folder, 'usr/bin/prometheus')

/**
 * A program `prometheus`: the machine's own, or Debian's package unpacked into `.lab` (nothing is installed).
 *
 * @throws Problem when there is neither.
 */
export async function findPrometheus(signal: AbortSignal): Promise<string> {
  const own = await execa('prometheus', ['--version'], { reject: false, stdin: 'ignore' })
  if (!own.failed)
    return 'prometheus'
  if (existsSync(unpacked))
    return unpacked
  if (!existsSync('/usr/bin/apt-get') && !existsSync('/usr/bin/apt'))
    throw new Problem('Нет программы prometheus.', 'macOS: brew install prometheus. Или поднимите стенд с Docker.')
  await step({ doing: 'Скачиваю Prometheus', done: 'Prometheus' }, () => download(signal))
  return unpacked
}

async function download(signal: AbortSignal): Promise<void> {
  const draft = `${folder}.draft-${process.pid}`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true })
  const { failed, output } = await runChild('sh', ['-c', `cd '${draft}' && apt-get download prometheus`], signal)
  const [archive] = globSync('prometheus_*.deb', { cwd: draft })
  if (failed || !archive)
    throw new Problem(`Prometheus не скачался: ${output.trim().split('\n').at(-1)}`, 'Обновите список пакетов (apt-get update) или поставьте prometheus сами.')
  await execa('dpkg', ['-x', join(draft, archive), draft], { cancelSignal: signal })
  rmSync(folder, { recursive: true, force: true })
  renameSync(draft, folder)
}
