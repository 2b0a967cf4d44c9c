// @ts-check
/**
 * Preloaded into the tools that build the site (`node --import`): writes which files of the repository the process has read
 * to the file that RECORD_READS names. Bundlers read modules by themselves; module-report.ts knows those.
 */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const report = process.env.RECORD_READS
/** @type {Set<string>} */
const seen = new Set()

/** @param {unknown} path */
function note(path) {
  const file = path instanceof URL ? fileURLToPath(path) : typeof path === 'string' ? resolve(path) : ''
  if (file.startsWith(root) && !/\/(?:node_modules|\.cache|\.git)\//.test(file))
    seen.add(file.slice(root.length))
}

/**
 * @param {Record<string, any>} module
 * @param {string[]} names
 */
function watch(module, names) {
  for (const name of names) {
    const original = module[name]
    module[name] = (/** @type {unknown} */ path, /** @type {unknown[]} */ ...rest) => {
      note(path)
      return original.call(module, path, ...rest)
    }
  }
}

/**
 * Slidev writes helper modules of the same names and contents from every process, in place. Another process may be reading
 * one: it has to find the old file or the new one, never an empty one.
 */
function writeWhole() {
  const original = fs.writeFileSync
  fs.writeFileSync = (path, data, options) => {
    if (typeof path !== 'string' || !path.includes('/.slidev/virtual/'))
      return original(path, data, options)
    const draft = `${path}.${process.pid}`
    original(draft, data, options)
    fs.renameSync(draft, path)
  }
}

if (report) {
  const write = fs.writeFileSync
  writeWhole()
  watch(fs, ['readFileSync', 'readFile', 'createReadStream', 'openSync', 'open'])
  watch(fs.promises, ['readFile', 'open'])
  syncBuiltinESMExports()
  process.on('exit', () => write(report, JSON.stringify([...seen])))
}
