import { describe, expect, it } from 'vitest'
import { Sources } from './sources.ts'
import { tree } from './testing.ts'

describe('named', () => {
  const recording = { 'labs/a/recorded/x.txt': 'x' }

  it.each([
    ['a listing', '<<< @/../labs/a/recorded/x.txt'],
    ['a listing with lines', '<<< @/../labs/a/recorded/x.txt{5-11,13}'],
    ['a listing with a region', '<<< @/../labs/a/recorded/x.txt#part {sql}'],
    ['an import', 'import text from \'../../labs/a/recorded/x.txt?raw\''],
    ['a path from the root', 'read(\'labs/a/recorded/x.txt\')'],
    ['a glob', 'import.meta.glob(\'../../labs/*/recorded/*.txt\')'],
  ])('finds %s', async (_, text) => {
    await using repository = await tree({ ...recording, 'decks/slides/s.md': text })
    expect(new Sources(repository.path).named(['decks/slides/s.md'], 'decks')).toEqual(['labs/a/recorded/x.txt'])
  })

  it('follows what is named', async () => {
    await using repository = await tree({ ...recording, 'decks/a.md': 'src: ./slides/s.md', 'decks/slides/s.md': '<<< @/../labs/a/recorded/x.txt' })
    expect(new Sources(repository.path).named(['decks/a.md'], 'decks')).toEqual(['decks/slides/s.md', 'labs/a/recorded/x.txt'])
  })

  it('takes a folder, a file that is not there and a path out of the repository for prose', async () => {
    await using repository = await tree({ ...recording, 'decks/a.md': 'labs/a ../../../etc/passwd ./absent.md' })
    expect(new Sources(repository.path).named(['decks/a.md'], 'decks')).toEqual([])
  })
})

describe('below', () => {
  it('leaves out what is made and what only tests read', async () => {
    await using repository = await tree({ 'shared/a.ts': '', 'shared/a.test.ts': '', 'shared/node_modules/x.js': '', 'shared/bench/b.ts': '', 'shared/dist/c.js': '' })
    expect(new Sources(repository.path).below('shared', 'absent')).toEqual(['shared/a.ts'])
  })
})

describe('fingerprint', () => {
  it('tells contents, names and facts apart, and not the order', async () => {
    await using one = await tree({ a: '1', b: '2' })
    await using other = await tree({ a: '2', b: '1' })
    const print = (root: string, files: string[], facts = {}) => new Sources(root).fingerprint(files, facts)
    expect(print(one.path, ['a', 'b'])).toBe(print(one.path, ['b', 'a', 'a']))
    expect(new Set([print(one.path, ['a', 'b']), print(other.path, ['a', 'b']), print(one.path, ['a']), print(one.path, ['a', 'b'], { node: '25' })]).size).toBe(4)
  })
})
