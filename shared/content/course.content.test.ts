import type { Surface } from '../diagrams/render.ts'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contents } from '../../labs/engine/contents.ts'
import { labNames, platformLab } from '../../labs/engine/lab-names.ts'
import { changelogs } from '../changes/read.ts'
import { deckOutline } from '../course/deck-outline.ts'
import { writtenModules } from '../course/index.ts'
import { itemsOf } from '../course/progress-items.ts'
import { renderDiagram } from '../diagrams/render.ts'
import { expandCatalogues, glossary, troubleshooting } from '../markdown/catalogue.ts'
import { compileQuiz } from '../quiz/plugin.ts'
import { root } from '../site/folders.ts'
import { blockFault, importedLines, importFault, rawImportFault, typedRecordingFault } from './listings.ts'
import { inlineCode, parseMarkdown, rawImports, words } from './markdown.ts'
import { knownOptions, labText, nameFault } from './options.ts'
import { dataSources, labSources, markdownSources } from './sources.ts'
import { slips } from './voice.ts'

const sources = markdownSources().map(s => ({
  ...s,
  ...parseMarkdown(s.text),
}))
const chapters = writtenModules.flatMap(m => m.chapters.map(c => ({ ...c, module: m.id, file: `workbook/${m.id}/${c.slug}.md` })))

const at = (file: string, line: number, fault: string) => `${file}:${line}: ${fault}`

describe('listings', () => {
  it('are imported from files that a run executes, not typed', () => {
    expect(sources.flatMap(s => s.blocks.flatMap(b => blockFault(b)
      ? [
          at(s.file, b.line, blockFault(b)!),
        ]
      : []))).toEqual([])
  })

  it('exist, region and all', () => {
    expect(sources.flatMap(s => s.imports.flatMap(i => importFault(i, s.surface)
      ? [
          at(s.file, i.line, importFault(i, s.surface)!),
        ]
      : []))).toEqual([])
  })

  it('that a script imports as text are files that a run executes or has written', () => {
    expect(sources.flatMap(({ file, prose }) => rawImports(prose).flatMap(({ line, path }) => rawImportFault(path, file)
      ? [
          at(file, line, rawImportFault(path, file)!),
        ]
      : []))).toEqual([])
  })

  it('are no text typed into a slide under the name of a recording', () => {
    expect(sources.flatMap(({ file, prose }) => typedRecordingFault(prose, rawImports(prose))?.replace(/^/, `${file}: `) ?? [])).toEqual([])
  })

  it('on a slide have at most 18 lines', () => {
    const long = sources.filter(s => s.surface === 'decks').flatMap(s => s.imports.map(i => ({ s, i, lines: importedLines(i, s.surface).length }))).filter(({ lines }) => lines > 18)
    expect(long.map(({ s, i, lines }) => at(s.file, i.line, `${i.path} shows ${lines} lines`))).toEqual([])
  })
})

it('diagrams fit where they stand', () => {
  const fault = (code: string, surface: Surface) => {
    try {
      renderDiagram(code, surface)
    }
    catch (error) {
      return error instanceof Error ? error.message.split('\n')[0] : String(error)
    }
  }
  const drawn = sources.flatMap(s => s.blocks.filter(b => b.language === 'mermaid').map(b => ({ ...b, file: s.file, surface: s.surface === 'decks' ? 'slide' as const : 'page' as const })))
  expect(drawn.length).toBeGreaterThan(writtenModules.length)
  expect(drawn.flatMap(({ file, line, code, surface }) => {
    const wrong = fault(code, surface)
    return wrong ? [at(file, line, wrong)] : []
  })).toEqual([])
})

describe('names', () => {
  const known = knownOptions()
  const labs = labText()

  it('of options and fields are known to the pinned software', () => {
    const texts = [
      ...sources.map(s => ({ file: s.file, prose: s.prose })),
      ...dataSources().map(d => ({ file: d.file, prose: d.text })),
    ]
    expect(texts.flatMap(({ file, prose }) => inlineCode(prose).flatMap(({ line, code }) => nameFault(code, known, labs)
      ? [
          at(file, line, nameFault(code, known, labs)!),
        ]
      : []))).toEqual([])
  })
})

describe('voice', () => {
  it('keeps to the course\'s terms and tone', () => {
    const texts = [
      ...sources.map(s => ({ file: s.file, prose: s.prose })),
      ...dataSources().map(d => ({ file: d.file, prose: d.text })),
      ...labSources().map(d => ({ file: d.file, prose: d.text })),
    ]
    expect(texts.flatMap(({ file, prose }) => slips(prose).map(s => at(file, s.line, `«${s.found}»: ${s.advice}`)))).toEqual([])
  })
})

describe.each(chapters)('chapter $module/$slug', ({ title, file, module }) => {
  const source = sources.find(s => s.file === file)

  it('has the title of the model', () => {
    expect(source?.text, `${file} is missing`).toBeDefined()
    expect(/^# (.+)$/m.exec(source!.prose)?.[1]).toBe(title)
  })

  it('has 1,200 to 2,500 words of text', () => {
    expect(words(source!.prose)).toBeGreaterThanOrEqual(1200)
    expect(words(source!.prose)).toBeLessThanOrEqual(2500)
  })

  it('shows a diagram and real output', () => {
    expect(source!.blocks.some(b => b.language === 'mermaid') || /<[A-Z]\w+Figure/.test(source!.prose)).toBe(true)
    expect(source!.imports.some(i => i.path.includes('/recorded/'))).toBe(true)
  })

  it('names a pitfall with symptom, cause and cure', () => {
    for (const part of [
      /^## Ловушка/m,
      /\*\*Симптом\.?\*\*/,
      /\*\*Причина\.?\*\*/,
      /\*\*Лечение\.?\*\*/,
    ])
      expect(source!.prose).toMatch(part)
  })

  it('ends with what to remember and what to try', () => {
    const [remember, practise] = [/^## Что запомнить$/m, /^## Попробуйте$/m].map(p => source!.prose.search(p))
    expect(remember).toBeGreaterThan(0)
    expect(practise).toBeGreaterThan(remember!)
    expect(source!.prose.slice(practise)).toMatch(new RegExp(`\\]\\(/${module}/(?:exercises|lab)`))
  })
})

it('no folder waits for a module of the model', () => {
  const written = writtenModules.map(m => m.id as string)
  expect(labNames().filter(name => !written.includes(name))).toEqual([platformLab])
  expect([...new Set(sources.map(s => s.file.split('/')).filter(([surface, , page]) => surface === 'workbook' && page).map(([, folder]) => folder!))].filter(name => !written.includes(name))).toEqual([])
})

describe.each(writtenModules)('module $id', (m) => {
  it('has a deck of 18 to 30 slides whose notes fit its minutes', async () => {
    const slides = await deckOutline(m.id)
    expect(slides.length).toBeGreaterThanOrEqual(18)
    expect(slides.length).toBeLessThanOrEqual(30)
    expect(slides.filter(s => !s.note.trim()).map(s => s.no), 'slides without notes').toEqual([])
    const minutes = slides.reduce((sum, s) => sum + s.minutes, 0)
    expect(minutes).toBeLessThanOrEqual(m.deck.minutes)
    expect(minutes).toBeGreaterThanOrEqual(0.6 * m.deck.minutes)
  })

  it('has its pages', () => {
    for (const page of [
      'index',
      'lab',
      'exercises',
      'quiz',
      'cheatsheet',
      'sources',
    ])
      expect(sources.map(s => s.file)).toContain(`workbook/${m.id}/${page}.md`)
  })

  it('has the chapters of the model and no others', () => {
    const pages = sources.map(s => s.file).filter(f => f.startsWith(`workbook/${m.id}/`)).map(f => f.slice(`workbook/${m.id}/`.length, -'.md'.length))
    const known = ['index', 'lab', 'exercises', 'quiz', 'cheatsheet', 'sources', ...m.chapters.map(c => c.slug)]
    expect(pages.sort(), `workbook/${m.id}/ against shared/course/modules/${m.id}.ts`).toEqual(known.sort())
  })

  it('has the exercises and drills of the model in its lab, under the same titles', () => {
    const named = (kind: string) => contents(m.id).filter(e => e.kind === kind).map(e => ({ slug: e.path.split('/')[1]!, title: e.title }))
    const ordered = (list: readonly { slug: string, title: string }[]) => list.map(({ slug, title }) => ({ slug, title })).sort((a, b) => a.slug.localeCompare(b.slug))
    const fix = `labs/${m.id}/ against shared/course/modules/${m.id}.ts`
    expect(ordered(named('упражнение')), fix).toEqual(ordered(m.exercises))
    expect(ordered(named('авария')), fix).toEqual(ordered(m.drills))
  })

  it('has a quiz whose answers are explained in the module', () => {
    const questions = compileQuiz(readFileSync(`${root}workbook/${m.id}/quiz.yaml`, 'utf8'), `workbook/${m.id}/quiz.yaml`)
    for (const { id, see } of questions)
      expect(see, id).toMatch(new RegExp(`^/${m.id}/`))
  })

  it('describes every exercise under the anchor of the model', () => {
    const page = sources.find(s => s.file === `workbook/${m.id}/exercises.md`)!
    for (const { slug, title } of m.exercises)
      expect(page.prose).toContain(`## ${title} {#${slug}}`)
  })

  it('has a changelog whose places exist', () => {
    for (const { version, date, reread } of changelogs()[m.id]!) {
      expect(Date.parse(date), `${version} is dated in the future`).toBeLessThanOrEqual(Date.now())
      for (const { part, anchor } of reread) {
        const where = `workbook/${m.id}/changes.yaml, ${version}: ${part}${anchor ? `#${anchor}` : ''}`
        const item = itemsOf(m).find(i => i.id === `${m.id}/${part}`)
        expect(item, `${where}: the module has no such part`).toBeDefined()
        const page = sources.find(s => s.file === `workbook${item!.path.split('#')[0]}.md`)
        if (item!.kind === 'deck')
          expect(anchor, `${where}: a deck has no headings to point at`).toBeUndefined()
        else if (anchor)
          expect(page?.prose, `${where}: no such heading`).toContain(`{#${anchor}}`)
      }
    }
  })

  it('explains its drills on the lab page', () => {
    const page = sources.find(s => s.file === `workbook/${m.id}/lab.md`)!
    for (const { slug } of m.drills)
      expect(page.prose).toContain(slug)
  })
})

describe('catalogues', () => {
  it('have terms and symptoms of every module', () => {
    expect(glossary().length).toBeGreaterThanOrEqual(10 * writtenModules.length)
    for (const { title, symptoms } of troubleshooting())
      expect(symptoms.length, title).toBeGreaterThanOrEqual(8)
  })

  it('name no term and no symptom twice', () => {
    const terms = glossary().map(t => t.term.toLowerCase())
    const ids = troubleshooting().flatMap(m => m.symptoms.map(s => s.id))
    expect(terms).toEqual([
      ...new Set(terms),
    ])
    expect(ids).toEqual([
      ...new Set(ids),
    ])
  })

  it('are known by name', () => {
    expect(() => expandCatalogues('<!-- catalogue: glosary -->')).toThrow('Catalogues: glossary, troubleshooting')
  })
})
