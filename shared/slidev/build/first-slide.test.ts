import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { oneAtFirst } from './first-slide.ts'

const source = readFileSync(createRequire(import.meta.url).resolve('@slidev/client/internals/SlidesShow.vue'), 'utf8')

it('shows slides in a plain element, those beside the first one later', () => {
  const code = oneAtFirst(source)
  expect(code).not.toMatch(/TransitionGroup|currentTransition"/)
  expect(code).toMatch(/<component :is="'div'"\s+id="slideshow"/)
  expect(code).toMatch(/preloadRoute\(currentSlideRoute\.value\)\n {2}const near/)
})

it('says when Slidev has changed', () => {
  expect(() => oneAtFirst('<div />')).toThrow('adapt shared/slidev/build/first-slide.ts')
})
