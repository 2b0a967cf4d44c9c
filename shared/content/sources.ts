import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../site/folders.ts'

/** A Markdown file of the course. */
export interface Source {
  /** From the repository's root: `workbook/postgres/slots.md`. */
  file: string
  surface: 'workbook' | 'decks'
  text: string
}

/** Every page and every slide, as written. */
export function markdownSources(): Source[] {
  return (['workbook', 'decks'] as const).flatMap(surface => readdirSync(join(root, surface), { recursive: true, encoding: 'utf8' })
    .filter(f => f.endsWith('.md') && !/(?:^|\/)\./.test(f))
    .sort()
    .map(f => ({
      file: `${surface}/${f}`,
      surface,
      text: readFileSync(join(root, surface, f), 'utf8'),
    })))
}

/** Quiz, glossary and troubleshooting: text that readers see, kept as data. */
export function dataSources(): { file: string, text: string }[] {
  return readdirSync(join(root, 'workbook'), { recursive: true, encoding: 'utf8' })
    .filter(f => f.endsWith('.yaml') && !f.includes('.vitepress'))
    .sort()
    .map(f => ({
      file: `workbook/${f}`,
      // Aliases are what people type, not what the course says.
      text: readFileSync(join(root, 'workbook', f), 'utf8').replace(/^ +aliases: .*$/gm, ''),
    }))
}

/** What a learner reads in a lab: tasks, and the Markdown of percent notebooks, line by line where it stands in the file. */
export function labSources(): { file: string, text: string }[] {
  return readdirSync(join(root, 'labs'), { recursive: true, encoding: 'utf8' })
    .filter(f => /\/(?:task\.md|lab\.py|\d\d_\w+\.py)$/.test(f) && !f.startsWith('python/'))
    .sort()
    .map((f) => {
      const text = readFileSync(join(root, 'labs', f), 'utf8')
      return { file: `labs/${f}`, text: f.endsWith('.py') ? notebookProse(text) : text }
    })
}

/** The Markdown cells of a percent notebook; all other lines are empty, so that line numbers stay. */
export function notebookProse(script: string): string {
  let markdown = false
  return script.split('\n').map((line) => {
    if (line.startsWith('# %%')) {
      markdown = line.startsWith('# %% [markdown]')
      return ''
    }
    return markdown ? line.replace(/^# ?/, '') : ''
  }).join('\n')
}
