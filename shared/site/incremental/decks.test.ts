import { describe, expect, it } from 'vitest'
import { deckInputs } from './decks.ts'
import { Sources } from './sources.ts'
import { tree } from './testing.ts'

const repository = {
  'decks/one.md': 'src: ./slides/one/01.md',
  'decks/slides/one/01.md': 'import text from \'../../../labs/two/recorded/b.txt?raw\'',
  'decks/two.md': 'src: ./slides/two/01.md',
  'decks/slides/two/01.md': '# Two',
  'decks/setup/preparser.ts': '',
  'labs/one/recorded/a.txt': 'a',
  'labs/two/recorded/b.txt': 'b',
  'labs/two/recorded/c.txt': 'c',
  'labs/.env': 'KAFKA=4',
  'shared/slidev/components/Ruler.vue': '<template>1</template>',
  'shared/course/modules/one.ts': 'export const one = 1',
  'shared/course/course.test.ts': '',
  'roadmap/store.ts': '',
  'workbook/one/slots.md': '# Slots',
  'workbook/one/changes.yaml': '- version: 1',
  'package-lock.json': '{}',
}

async function keys(root: string): Promise<Record<string, string>> {
  const sources = new Sources(root)
  return Object.fromEntries(['one', 'two'].map(id => [id, sources.fingerprint(deckInputs(sources, id))]))
}

describe('a deck is built again', () => {
  it.each([
    ['a slide', 'decks/slides/one/01.md', ['one']],
    ['its list of slides', 'decks/one.md', ['one']],
    ['a new slide', 'decks/slides/one/02.md', ['one']],
    ['a recording of its lab, named or not', 'labs/one/recorded/a.txt', ['one']],
    ['a recording that another deck shows', 'labs/two/recorded/b.txt', ['one', 'two']],
    ['a recording of another lab that it does not show', 'labs/two/recorded/c.txt', ['two']],
    ['a shared component', 'shared/slidev/components/Ruler.vue', ['one', 'two']],
    ['a new shared component', 'shared/slidev/components/New.vue', ['one', 'two']],
    ['the model', 'shared/course/modules/one.ts', ['one', 'two']],
    ['the store of progress', 'roadmap/store.ts', ['one', 'two']],
    ['the setup of decks', 'decks/setup/preparser.ts', ['one', 'two']],
    ['versions of packages', 'package-lock.json', ['one', 'two']],
    ['versions of the stand', 'labs/.env', ['one', 'two']],
    ['a changelog', 'workbook/one/changes.yaml', ['one', 'two']],
    ['a chapter', 'workbook/one/slots.md', []],
    ['a test', 'shared/course/course.test.ts', []],
  ])('after a change of %s: %s', async (_, file, again) => {
    await using folder = await tree(repository)
    const before = await keys(folder.path)
    await folder.write(file, 'changed')
    const after = await keys(folder.path)
    expect(Object.keys(before).filter(id => before[id] !== after[id])).toEqual(again)
  })
})
