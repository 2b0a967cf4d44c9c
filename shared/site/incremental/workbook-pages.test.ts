import { describe, expect, it } from 'vitest'
import { Sources } from './sources.ts'
import { tree } from './testing.ts'
import { changedPages, companions, workbookKeys } from './workbook-pages.ts'

const repository = {
  'workbook/index.md': '<script setup>import { data } from \'./versions.data.ts\'</script>',
  'workbook/versions.data.ts': '',
  'workbook/glossary.md': '<!-- catalogue: glossary -->',
  'workbook/.vitepress/config.ts': '',
  'workbook/.vitepress/theme/a.md': '',
  'workbook/aurora/slots.md': '<<< @/../labs/aurora/recorded/a.txt{1,2}',
  'workbook/aurora/quiz.md': '<script setup>import quiz from \'./quiz.yaml\'</script>',
  'workbook/aurora/quiz.yaml': '',
  'workbook/aurora/glossary.yaml': '',
  'labs/aurora/recorded/a.txt': 'a',
  'labs/aurora/recorded/run.json': '{}',
  'labs/.env': 'KAFKA=4',
  'shared/course/types.ts': '',
  'shared/markdown/index.ts': '',
  'package-lock.json': '{}',
}

const keys = (root: string) => workbookKeys(new Sources(root), {})

describe('of the workbook is built again', () => {
  it.each([
    ['a chapter', 'workbook/aurora/slots.md', ['aurora/slots.md']],
    ['a recording', 'labs/aurora/recorded/a.txt', ['aurora/slots.md']],
    ['a quiz', 'workbook/aurora/quiz.yaml', ['aurora/quiz.md']],
    ['a glossary', 'workbook/aurora/glossary.yaml', ['glossary.md']],
    ['a new page', 'workbook/aurora/new.md', 'all'],
    ['the theme', 'workbook/.vitepress/config.ts', 'all'],
    ['data that pages share', 'workbook/versions.data.ts', ['index.md']],
    ['the model', 'shared/course/types.ts', 'all'],
    ['the renderer', 'shared/markdown/index.ts', 'all'],
    ['when a lab last ran', 'labs/aurora/recorded/run.json', 'all'],
    ['packages', 'package-lock.json', 'all'],
    ['versions of the stand', 'labs/.env', 'all'],
  ])('after a change of %s: %s', async (_, file, again) => {
    await using folder = await tree(repository)
    const before = await keys(folder.path)
    await folder.write(file, 'changed')
    expect(changedPages(before, await keys(folder.path))).toEqual(again)
  })

  it('everything, the first time or for another base', async () => {
    await using folder = await tree(repository)
    const now = await workbookKeys(new Sources(folder.path), { SITE_BASE: '/' })
    expect(changedPages(undefined, now)).toBe('all')
    expect(changedPages(await workbookKeys(new Sources(folder.path), { SITE_BASE: '/course/' }), now)).toBe('all')
    expect(changedPages(now, now)).toEqual([])
  })
})

describe('companions', () => {
  it('are pages with code of their own, one of each name', () => {
    const code = '<script setup></script>'
    expect(companions({ 'index.md': code, 'a/slots.md': '# Text', 'a/lab.md': code, 'a/quiz.md': code, 'b/lab.md': code })).toEqual(['index.md', 'a/lab.md', 'a/quiz.md'])
  })
})
