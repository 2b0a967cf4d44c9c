import type { Plugin } from 'vite'
import { writtenModules } from '../course/index.ts'
import { changelogFile, changelogs } from './read.ts'

/** All changelogs: for the roadmap and the modules' first pages. */
const CHANGES = 'virtual:course/changes'
/** Only the newest version of each module: every page and every deck has it, to write it beside a tick. */
const EDITIONS = 'virtual:course/editions'

/** `workbook/<module>/changes.yaml` as modules; YAML is read at build time only. */
export function changesPlugin(): Plugin {
  return {
    name: 'course:changes',
    resolveId: id => id === CHANGES || id === EDITIONS ? `\0${id}` : undefined,
    load(id) {
      if (id !== `\0${CHANGES}` && id !== `\0${EDITIONS}`)
        return
      writtenModules.forEach(m => this.addWatchFile(changelogFile(m.id)))
      const all = changelogs()
      const data = id === `\0${CHANGES}`
        ? all
        : Object.fromEntries(Object.entries(all).map(([module, editions]) => [module, editions[0]!.version]))
      // Asked with ids out of readers' files: without a prototype nothing is found that is not there.
      return `export default { __proto__: null, ${JSON.stringify(data).slice(1)}`
    },
  }
}
