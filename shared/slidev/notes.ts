import { slides } from '@slidev/client/logic/slides.ts'

/** Fetches the notes of all slides, unless they are here: in a built deck they are not part of what the audience loads. */
export async function loadNotes(): Promise<void> {
  await Promise.all(slides.value.map(async ({ meta: { slide } }) => {
    if (!slide.noteHTML && slide.loadNote)
      slide.noteHTML = (await slide.loadNote()).default
  }))
}
