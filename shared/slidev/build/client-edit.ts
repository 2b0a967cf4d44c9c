import type { Plugin } from 'vite'
import { basename } from 'node:path'

/**
 * Changes components of Slidev's client before they are compiled.
 * @param name of the plugin
 * @param edit gets a component's file name and its source; returns undefined for one that it leaves alone
 */
export function clientEdit(name: string, edit: (file: string, code: string) => string | undefined): Plugin {
  return {
    name,
    enforce: 'pre',
    transform(code, id) {
      const edited = /\/@slidev\/client\/[^?]+\.vue$/.test(id) ? edit(basename(id), code) : undefined
      return edited === undefined ? undefined : { code: edited, map: null }
    },
  }
}
