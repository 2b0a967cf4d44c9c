import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { contents, neededServices } from './contents.ts'
import { labNames } from './lab-names.ts'

it('names every notebook, exercise and drill with its title', () => {
  for (const lab of labNames()) {
    const found = contents(lab)
    expect(new Set(found.map(e => e.kind))).toEqual(new Set(['блокнот', 'упражнение', 'авария']))
    expect(found.filter(e => !e.title).map(e => e.path)).toEqual([])
    expect(found[0]?.path).toBe(`${lab}/lab`)
  }
})

it('collects the services that a lab asks for', () => {
  const folder = mkdtempSync(join(tmpdir(), 'labs-'))
  mkdirSync(join(folder, 'shop/drills'), { recursive: true })
  writeFileSync(join(folder, 'shop/lab.py'), '# # Shop\n')
  writeFileSync(join(folder, 'shop/01_more.py'), '# services: registry\n# # More\n')
  writeFileSync(join(folder, 'shop/drills/failover.py'), '# services: standby connect-2\ndrill = Drill("x")\n')
  expect(neededServices('shop', false, folder)).toEqual([])
  expect(neededServices('shop/failover', false, folder)).toEqual(['standby', 'connect-2'])
  expect(neededServices('shop', true, folder)).toEqual(['registry', 'standby', 'connect-2'])
  rmSync(folder, { recursive: true })
})
