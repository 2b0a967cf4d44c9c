import type { Check, Lane } from './lane.ts'
import { weighSite } from '../budgets.ts'
import { buildSite } from '../build.ts'
import { nodeCommand, vitest } from './checks.ts'
import { builds } from './sites.ts'

/** The site for a domain's root and for a path below one; every byte budget is a check of its own. */
const build: Check = {
  name: 'build under both bases, within the budgets',
  essential: true,
  async run() {
    const problems: string[] = []
    for (const { base, folder } of builds) {
      // One with PDFs, one without: both have to be whole.
      await buildSite({ base, outDir: folder, pdf: base === '/' })
      problems.push(...(await weighSite(folder, base)).problems)
    }
    return { passed: problems.length ? 0 : builds.length, failed: problems.length, output: problems.join('\n') }
  },
}

export const webLane: Lane = {
  name: 'web',
  checks: [
    nodeCommand('types', 'vue-tsc/bin/vue-tsc.js', ['--noEmit']),
    nodeCommand('lint', 'eslint/bin/eslint.js', ['.', '--max-warnings=0']),
    vitest('unit tests', 'unit'),
    vitest('content', 'content'),
    build,
    vitest('browser tests on the built site', 'site', { workers: 2 }),
  ],
}

/** Draws the pictures that the browser tests compare with, from a fresh build. Whoever runs it looks at them. */
export const picturesLane: Lane = {
  name: 'pictures',
  checks: [
    build,
    vitest('pictures', 'site', { files: ['pictures'], env: { PICTURES: 'write' } }),
  ],
}
