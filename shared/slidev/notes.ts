import { slides } from '@slidev/client/logic/slides.ts'

function textOf(html: string): string {
  return new DOMParser().parseFromString(html, 'text/html').body.textContent
}

/** Fetches the notes of all slides, unless they are here: in a built deck they are not part of what the audience loads. */
export async function loadNotes(): Promise<void> {
  await Promise.all(slides.value.map(async ({ meta: { slide } }) => {
    if (slide.noteHTML || !slide.loadNote)
      return
    slide.noteHTML = await slide.loadNote()
    slide.note = textOf(slide.noteHTML)
  }))
}
