import { expect, it } from 'vitest'
import { contents, services } from './contents.ts'
import { labNames } from './lab-names.ts'

it('names every notebook, exercise and drill with its title', () => {
  for (const lab of labNames()) {
    const found = contents(lab)
    expect(new Set(found.map(e => e.kind))).toEqual(new Set(['блокнот', 'упражнение', 'авария']))
    expect(found.filter(e => !e.title).map(e => e.path)).toEqual([])
    expect(found[0]?.path).toBe(`${lab}/lab`)
  }
})

it('reads which services a drill asks for', () => {
  expect(services('"""Авария."""\n\n# services: standby connect-2\n')).toEqual(['standby', 'connect-2'])
  expect(services('drill = Drill("x")')).toEqual([])
})
