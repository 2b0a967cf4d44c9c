import { expect, it } from 'vitest'
import { notebookProse } from './sources.ts'

it('takes the Markdown cells of a notebook and keeps their lines', () => {
  expect(notebookProse('# ---\n# %% [markdown]\n# # Слот\n#\n# Текст.\n# %%\n# комментарий\nx = 1').split('\n')).toEqual(['', '', '# Слот', '', 'Текст.', '', '', ''])
})
