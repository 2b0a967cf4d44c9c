import type { ListedSlide } from './deck'
import { defineAsyncComponent, shallowReactive, shallowRef } from 'vue'
import { shownDeck } from './deck'
import { SlideError, SlideLoading } from './unfinished'

type Load = ListedSlide['load']

/** A slide is loaded once, however many places show it: the room, the overview, the lecturer's next slide. */
function once(load: Load, no: number): Load {
  let loaded: ReturnType<Load> | undefined
  return () => loaded ??= load().catch((error) => {
    loaded = undefined
    console.error(`Slide ${no} failed to load`, error)
    return SlideError
  })
}

/** What the client keeps of a slide and changes as it is shown. */
function metaOf({ frontmatter, title, level, minutes }: ListedSlide, i: number) {
  const { layout, transition, class: className, clicks, name, preload } = frontmatter
  const loadNote = async () => (await shownDeck().notes()).default[i]!
  const slide = { frontmatter, title, level, minutes, loadNote, index: i, id: i, no: i + 1, noteHTML: '', note: '', content: '' }
  return shallowReactive({ layout, transition, class: className, clicks, name, preload, slide, __clicksContext: null, __preloaded: false })
}

/** What Slidev makes of a Markdown file, made of the deck that the page shows. */
export const slides = shallowRef(shownDeck().slides.map((slide, i) => {
  const load = once(slide.load, i + 1)
  const component = defineAsyncComponent({ loader: load, delay: 300, loadingComponent: SlideLoading, errorComponent: SlideError })
  return { no: i + 1, meta: metaOf(slide, i), load, component }
}))
