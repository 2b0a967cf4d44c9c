import { expect, it } from 'vitest'
import { slideMinutes, WORDS_A_MINUTE } from './speech.ts'

const words = (n: number) => Array.from({ length: n }).fill('слово').join(' ')

it('plans what the notes take to say, to a tenth of a minute', () => {
  expect(slideMinutes(words(2 * WORDS_A_MINUTE), undefined, '')).toBe(2)
  expect(slideMinutes(words(200), undefined, '')).toBe(1.5)
})

it('counts the same words in Markdown and in HTML, and no marks', () => {
  const markdown = `${words(130)}\n\n[click] ${words(65)} [click:2]`
  const html = `<p>${words(130)}</p><p><span class="slidev-note-click-mark" data-clicks="1"></span> ${words(65)}</p>`
  expect(slideMinutes(markdown, undefined, '')).toBe(1.5)
  expect(slideMinutes(html, undefined, '')).toBe(1.5)
})

it('takes a name in angle brackets for a word, in Markdown and in HTML', () => {
  expect(slideMinutes('`<topic.prefix>` '.repeat(WORDS_A_MINUTE), undefined, '')).toBe(1)
  expect(slideMinutes('<code>&lt;topic.prefix&gt;</code> '.repeat(WORDS_A_MINUTE), undefined, '')).toBe(1)
})

it('gives a slide without a word half a minute', () => {
  expect(slideMinutes('', undefined, '')).toBe(0.5)
})

it('does what the frontmatter says, or says what is wrong with it', () => {
  expect(slideMinutes(words(500), 3, '')).toBe(3)
  expect(() => slideMinutes('', '3 min', 'decks/a.md')).toThrow('decks/a.md: "minutes: 3 min" is not a positive number')
})
