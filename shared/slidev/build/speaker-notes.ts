import type { Plugin } from 'vite'
import { slideMinutes } from '../../course/speech.ts'

const slideModule = /__slidev_\d+\.frontmatter$/
const frontmatterLine = /^export const frontmatterData = (.+)$/m
const slideLine = /^ {4}\.\.\.\((\{.+\})\),$/m

/** What Slidev knows of a slide, with its planned minutes. */
export interface SlideData {
  frontmatter: Record<string, unknown>
  slide: { title?: string, level?: number, noteHTML: string, minutes: number }
}

function parsed(code: string, line: RegExp, id: string): any {
  const json = line.exec(code)?.[1]
  if (!json)
    throw new Error(`Slidev writes the data of a slide in another way now: adapt speaker-notes.ts to ${id}`)
  return JSON.parse(json)
}

/**
 * Reads the module that Slidev makes of a slide's data.
 * @throws if Slidev writes it in another way, or the slide plans no number of minutes.
 */
export function slideData(code: string, id: string): SlideData {
  const frontmatter = parsed(code, frontmatterLine, id)
  const { title, level, noteHTML } = parsed(code, slideLine, id)
  return { frontmatter, slide: { title, level, noteHTML, minutes: slideMinutes(noteHTML, frontmatter.minutes, id) } }
}

/** Gives every slide its planned minutes (`meta.slide.minutes`). Decks that are built together have them from deck-entries.ts. */
export function speakerNotes(): Plugin {
  return {
    name: 'course:speaker-notes',
    enforce: 'pre',
    transform(code, id) {
      if (!slideModule.test(id))
        return
      const { slide: { minutes } } = slideData(code, id)
      return { code: code.replace(slideLine, line => `${line} minutes: ${minutes},`), map: { mappings: '' } }
    },
  }
}
