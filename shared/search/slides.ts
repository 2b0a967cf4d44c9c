import type { SlideOutline } from '../course/deck-outline.ts'
import type { WrittenModule } from '../course/index.ts'
import type { PageSections, Section } from './page.ts'
import MarkdownIt from 'markdown-it'
import { deckOutline } from '../course/deck-outline.ts'
import { htmlSections, squeeze } from './html-sections.ts'

const md = new MarkdownIt({ html: true })

/** A slide's Markdown without what a reader does not see: scripts, imports of listings, marks of clicks, the title. */
function visible({ content, note }: SlideOutline): string {
  const body = content.replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>|<!--[\s\S]*?-->/g, '').replace(/^<<<.*$/gm, '').replace(/^#{1,6} .*$/m, '')
  return `${body}\n\n${note.replace(/\[click[^\]]*\]/g, '')}`
}

function slideSection(slide: SlideOutline): Section {
  const [section] = htmlSections(md.render(visible(slide))).sections
  return {
    ...section!,
    heading: squeeze(slide.title.replace(/[`*]/g, '')) || `Слайд ${slide.no}`,
    anchor: `/${slide.no}`,
  }
}

/** A module's deck: what its slides show and what the lecturer says. Addresses are those of Slidev's hash router. */
export async function deckSections({ id, title }: WrittenModule): Promise<PageSections> {
  const slides = await deckOutline(id)
  return { path: `/decks/${id}/`, title: `Слайды: ${title}`, kind: 'slide', sections: slides.map(slideSection) }
}
