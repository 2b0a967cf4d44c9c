import { describe, expect, it } from 'vitest'
import { styledParts, withOwnStyles } from './utilities.ts'

it('draws classes of what a deck shows, not of what it leaves out', () => {
  const parts = styledParts()
  expect(parts).toContain('internals/NavControls.vue')
  expect(parts).toContain('pages/presenter.vue')
  expect(parts.filter(p => /Drawing|Recording|export|Timer/.test(p))).toEqual([])
})

describe('withOwnStyles', () => {
  const button = '<template><div class="i-carbon:arrow-left" /></template>'

  it('brings the icons of a component along, and the looks of notes', () => {
    expect(withOwnStyles('NavControls.vue', `<script setup lang="ts">\nlet a\n</script>\n${button}`)).toBe(`<script setup lang="ts">\nimport 'uno:icons.css'\nlet a\n</script>\n${button}`)
    expect(withOwnStyles('entry.vue', button)).toBe(`<script setup>\nimport 'uno:icons.css'\n</script>\n${button}`)
    expect(withOwnStyles('NoteDisplay.vue', '<script setup>\n</script><template><div class="prose p-2" /></template>')).toContain('import \'uno:typography.css\'')
  })

  it('leaves what comes with the first slide alone', () => {
    expect(withOwnStyles('SlideContainer.vue', button)).toBeUndefined()
    expect(withOwnStyles('Modal.vue', '<template><div class="multi-line" /></template>')).toBeUndefined()
  })
})
