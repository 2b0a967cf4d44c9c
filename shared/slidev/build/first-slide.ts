import type { Plugin } from 'vite'
import { fileURLToPath } from 'node:url'
import { clientEdit } from './client-edit.ts'

const idle = fileURLToPath(new URL('../client-parts/idle.ts', import.meta.url))

/** What Slidev writes → what is written instead. */
const edits = [
  // `transition: none`, but Slidev keeps slides in a group of transitions all the same, and that lays a deck out twice.
  [/<component\s+:is="[^"]*: TransitionGroup"\s+v-bind="[^"]*currentTransition"/, '<component :is="\'div\'"'],
  [/\stag="div"/, ''],
  [/, TransitionGroup(?=[ ,])/, ''],
  // The slides before and after it were drawn together with the first.
  [/\n {2}preloadRoute\(prevRoute\.value\)\n {2}preloadRoute\(nextRoute\.value\)\n/, '\n  const near = [prevRoute.value, nextRoute.value]\n  whenIdle(() => near.forEach(preloadRoute))\n'],
  [/(<script setup[^>]*>\n)/, `$1import { whenIdle } from ${JSON.stringify(idle)}\n`],
] as const

/** @throws if Slidev shows its slides in another way. */
export function oneAtFirst(code: string): string {
  return edits.reduce((edited, [from, to]) => {
    if (!from.test(edited))
      throw new Error(`SlidesShow.vue of @slidev/client has no ${from}: adapt shared/slidev/build/first-slide.ts`)
    return edited.replace(from, to)
  }, code)
}

/** A deck opens with one slide; everything that is not on it comes when the browser has time. */
export function firstSlide(): Plugin {
  return clientEdit('course:first-slide', (file, code) => file === 'SlidesShow.vue' ? oneAtFirst(code) : undefined)
}
