import type { SlideOutline } from './deck-outline.ts'
import type { ModuleId } from './types.ts'
import { deckOutline } from './deck-outline.ts'
import { coursePage, sitePath } from './page.ts'

type Outline = (id: ModuleId) => Promise<SlideOutline[]>

/** Reads each deck once: for a build, which sees the decks as they were when it started. */
export function outlinesOnce(outlineOf: Outline = deckOutline): Outline {
  const known = new Map<ModuleId, Promise<SlideOutline[]>>()
  return (id) => {
    const outline = known.get(id) ?? outlineOf(id)
    known.set(id, outline)
    return outline
  }
}

/** The first slide that leads to a page, by the page's file below `workbook/`. */
export async function slideOf(file: string, outlineOf: Outline = deckOutline): Promise<number | undefined> {
  const course = coursePage(file)
  const path = sitePath(file)
  return course && (await outlineOf(course.module)).find(s => s.more?.split('#')[0] === path)?.no
}
