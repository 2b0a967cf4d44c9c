import type { Box } from './geometry.ts'

/** Boxes of all stops, by module, relative to the element that holds them; a stop is marked with `data-stop`. */
export function stopBoxes(container: HTMLElement): Map<string, Box> {
  return new Map([...container.querySelectorAll<HTMLElement>('[data-stop]')].map(e => [e.dataset.stop!, {
    left: e.offsetLeft,
    right: e.offsetLeft + e.offsetWidth,
    top: e.offsetTop,
    bottom: e.offsetTop + e.offsetHeight,
  }]))
}
