import { existsSync } from 'node:fs'
import process from 'node:process'
import { execa } from 'execa'
import { Problem } from '../../labs/engine/problem.ts'

const candidates = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

function find(): string | undefined {
  return [process.env.CHROMIUM_PATH, ...candidates].find(path => path && existsSync(path))
}

/**
 * The path of a Chromium for browser tests and PDFs. On Debian and as root it is installed when it is missing.
 * @throws Problem that says how to install one.
 */
export async function chromiumPath(): Promise<string> {
  const found = find()
  if (found)
    return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Устанавливаю Chromium (apt-get install chromium)…')
    await execa('sh', ['-c', 'apt-get update -q && apt-get install -yq --no-install-recommends chromium'], {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
      reject: false,
      all: true,
    })
  }
  const installed = find()
  if (!installed)
    throw new Problem('Нужен Chromium: на нём идут браузерные проверки и печатаются PDF.', 'Установите: apt install chromium (Debian, Ubuntu) или brew install --cask chromium (macOS). Другой путь задаёт CHROMIUM_PATH')
  return installed
}

/** Switches without which Chromium asks its maker's servers for things, or cannot run as root. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
