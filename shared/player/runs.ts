import type { Component, SetupContext } from 'vue'
import type { Run } from './schema.ts'
import { defineAsyncComponent, h } from 'vue'
import { readingPlace } from './reading-place.ts'

/** Every recorded run of every lab, each in a file of its own that is loaded when its player is. */
const runs = import.meta.glob<Run>('../../labs/*/recorded/replay-*.json', { import: 'default' })

/** `postgres/confirmation` → the file, from the repository's root. */
export function recordingOf(name: string): string {
  const [module, run] = name.split('/')
  return `labs/${module}/recorded/replay-${run}.json`
}

const players = new Map<string, Component>()

/**
 * The player with a run in it.
 * @throws if there is no such run: the build stops and names those that exist.
 */
export function playerOf(name: string): Component {
  const load = runs[`../../${recordingOf(name)}`]
  if (!load)
    throw new Error(`No recorded run "${name}". Runs: ${Object.keys(runs).map(f => f.replace(/^.*labs\/(.+)\/recorded\/replay-(.+)\.json$/, '$1/$2')).join(', ')}`)
  const known = players.get(name) ?? defineAsyncComponent(async () => {
    const [run, { default: EventPlayer }] = await Promise.all([load(), import('./EventPlayer.vue')])
    let restore: (() => void) | undefined = readingPlace()
    // Once: later the player is there with its page.
    const mounted = () => {
      restore?.()
      restore = undefined
    }
    return (_: object, { attrs, slots }: Pick<SetupContext, 'attrs' | 'slots'>) => h(EventPlayer as Component, { ...attrs, run, onVnodeMounted: mounted }, slots)
  })
  players.set(name, known)
  return known
}
