import type { JointDeck } from './deck-list.ts'
import type { SlideData } from './speaker-notes.ts'
import { fileURLToPath } from 'node:url'
import { slideData } from './speaker-notes.ts'

const part = (name: string) => JSON.stringify(fileURLToPath(new URL(`../client-parts/${name}`, import.meta.url)))

/** The module that says which deck a page shows. */
function listOf({ id, slides, before, config }: JointDeck, data: readonly SlideData[]): string {
  const listed = data.map(({ frontmatter, slide: { title, level, minutes } }, i) => {
    const source = `${slides[i]!.source.filepath}__slidev_${before + i + 1}.md`
    return `{ ...${JSON.stringify({ frontmatter, title, level, minutes })}, load: () => import(${JSON.stringify(source)}) }`
  })
  return `import { show } from ${part('deck.ts')}
    show({
      config: ${JSON.stringify(config)},
      slides: [${listed}],
      notes: () => import('/@course-deck/${id}/notes.js'),
      titles: () => import('/@course-deck/${id}/titles.md'),
    })`
}

/** The same as Slidev's `#slidev/title-renderer`, for one deck. */
function titlesOf({ slides }: JointDeck): string {
  const titles = slides.map(({ title }, i) => `<template ${i ? 'v-else-if' : 'v-if'}="+no === ${i + 1}">\n\n${title}\n\n</template>`)
  return [...titles, '<script setup>', 'defineProps(["no"])', '</script>'].join('\n')
}

/** Loads a module of Slidev's. */
export type Load = (id: string) => Promise<{ code: string } | undefined>

/** What Slidev knows of the slides of a deck, without a module of its own for each. */
function dataOf({ slides, before }: JointDeck, load: Load): Promise<SlideData[]> {
  return Promise.all(slides.map(async ({ source: { filepath } }, i) => {
    const id = `${filepath}__slidev_${before + i + 1}.frontmatter`
    return slideData((await load(id))?.code ?? '', id)
  }))
}

/** The id of a module about one deck: its list of slides, their notes, their titles. */
export const ofDeck = /^\/@course-deck\/([\w-]+)\/(list\.js|notes\.js|titles\.md)$/

/** Code of a module about one deck; `name` is what comes after the deck's id in its id. */
export async function moduleOf(deck: JointDeck, name: string, load: Load): Promise<string> {
  if (name === 'titles.md')
    return titlesOf(deck)
  const slides = await dataOf(deck, load)
  return name === 'list.js' ? listOf(deck, slides) : `export default ${JSON.stringify(slides.map(s => s.slide.noteHTML))}`
}

/** Modules of Slidev's that are about one deck → where the client finds them. */
export const ofShown: Record<string, string> = {
  '/@slidev/slides': `export { slides } from ${part('slides.ts')}`,
  '/@slidev/title-renderer': `export { default } from ${part('titles.ts')}`,
}

/** Slidev's module of settings, with those of the deck that is shown. */
export function withSettingsOfShown(code: string): string {
  return `import { shownDeck } from ${part('deck.ts')}\n${code.replace('export default', 'const common =')}\nexport default { ...common, ...shownDeck().config }`
}
