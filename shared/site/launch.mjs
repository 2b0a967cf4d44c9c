// @ts-check
/**
 * The door of every npm script: installs what the lock file names, if that is not there yet, and runs the command in
 * the Node that the project brings along. Runs itself in whatever Node (>= 20) the machine has, so it is plain JavaScript.
 * Usage: node shared/site/launch.mjs <command> [arguments]; commands are the files of `shared/site/commands/`.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const stamp = `${root}node_modules/.course-install`
const ownNode = `${root}node_modules/.bin/node${process.platform === 'win32'
  ? '.cmd'
  : ''}`

/** @param {string} message */
function fail(message) {
  console.error(message)
  process.exit(1)
}

/** What an installation depends on, as one word. */
function wanted() {
  const lock = readFileSync(`${root}package-lock.json`)
  return createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex')
}

/** npm's own words for why an installation failed, without its log. */
function reasonOf(/** @type {string} */ output) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ECONNRESET/.test(output))
    return 'нет связи с реестром npm. Подключитесь к сети и повторите команду'
  if (/ENOSPC/.test(output))
    return 'на диске кончилось место: нужно около 1,2 ГБ'
  return output.trim().split('\n').filter(line => /npm (?:error|ERR!)/.test(line)).slice(0, 3).join('\n')
}

function install() {
  const wish = wanted()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wish && existsSync(ownNode))
    return
  console.log('Устанавливаю зависимости (npm ci, около 1 ГБ, примерно минута)…')
  const npm = process.env.npm_execpath
  const [command, args] = npm
    ? [
        process.execPath,
        [npm],
      ]
    : ['npm', []]
  const { status, stdout, stderr } = spawnSync(command, [
    ...args,
    'ci',
    '--no-audit',
    '--no-fund',
  ], {
    cwd: root,
    encoding: 'utf8',
    // Browser tests use the system's Chromium.
    env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
  })
  if (status !== 0)
    fail(`Не удалось установить зависимости: ${reasonOf(`${stdout}\n${stderr}`)}`)
  writeFileSync(stamp, wish)
}

const [major = 0] = process.versions.node.split('.').map(Number)
if (major < 20)
  fail(`Нужен Node.js 20 или новее, а здесь ${process.versions.node}. Установите его с https://nodejs.org и повторите команду.`)
install()

const [command, ...args] = process.argv.slice(2)
const file = `${root}shared/site/commands/${command}.ts`
if (!command || !existsSync(file))
  fail(`Нет команды «${command}»: смотрите scripts в package.json`)
// Ctrl-C reaches the child too, as a member of the terminal's process group; this process only waits for it.
process.on('SIGINT', () => {})
const { status } = spawnSync(ownNode, [file, ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${root}node_modules/.bin:${process.env.PATH}` },
})
process.exit(status ?? 1)
