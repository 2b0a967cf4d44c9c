import type { Plugin } from 'vite'
import { slideMinutes } from '../../course/speech.ts'

const slideData = /__slidev_\d+\.frontmatter$/
const frontmatterLine = /^export const frontmatterData = (.+)$/m
const slideLine = /^ {4}\.\.\.\((\{.+\})\),$/m

/** Not the name of a slide's data, or notes would have notes. */
const noteId = (id: string) => `/@course-notes${id}.js`
const noted = /^\/@course-notes(.+)\.js$/

interface SlideData { noteHTML: string, note: string }

function parsed<T>(code: string, line: RegExp, id: string): T {
  const json = line.exec(code)?.[1]
  if (!json)
    throw new Error(`Slidev writes the data of a slide in another way now: adapt speaker-notes.ts to ${id}`)
  return JSON.parse(json)
}

/**
 * Gives every slide its planned minutes (`meta.slide.minutes`), and in a build moves its notes out of what the audience
 * loads: `meta.slide.loadNote()` asks for them.
 */
export function speakerNotes(): Plugin {
  const notes = new Map<string, string>()
  let building = false

  return {
    name: 'course:speaker-notes',
    enforce: 'pre',
    configResolved({ command }) {
      building = command === 'build'
    },
    transform(code, id) {
      if (!slideData.test(id))
        return
      const { minutes: planned } = parsed<{ minutes?: unknown }>(code, frontmatterLine, id)
      const slide = parsed<SlideData>(code, slideLine, id)
      const minutes = slideMinutes(slide.noteHTML, planned, id)
      notes.set(id, slide.noteHTML)
      const data = building
        ? `...(${JSON.stringify({ ...slide, noteHTML: '', note: '' })}), loadNote: () => import(${JSON.stringify(noteId(id))}),`
        : `...(${JSON.stringify(slide)}),`
      return { code: code.replace(slideLine, () => `    ${data} minutes: ${minutes},`), map: { mappings: '' } }
    },
    resolveId: source => noted.test(source) ? source : undefined,
    load(id) {
      const slide = noted.exec(id)?.[1]
      return slide === undefined ? undefined : `export default ${JSON.stringify(notes.get(slide))}`
    },
  }
}
