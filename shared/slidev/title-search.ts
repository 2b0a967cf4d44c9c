interface Titled { no: number, title?: string }

/** Stands in for Fuse in Slidev's dialog «go to slide»: finds slides by number, or by any part of the title. */
export default class TitleSearch<T extends Titled> {
  private readonly slides: readonly T[]

  constructor(slides: readonly T[]) {
    this.slides = slides
  }

  search(text: string): { item: T }[] {
    const wanted = text.trim().toLowerCase()
    return this.slides
      .filter(({ no, title }) => String(no) === wanted || title?.toLowerCase().includes(wanted))
      .map(item => ({ item }))
  }
}
