import type { Ref } from 'vue'
import type { Found, Hit, SearchEngine } from '../engine.ts'
import type { ResultGroup } from '../results.ts'
import type { Piece } from '../snippet.ts'
import { computed, ref, shallowReactive, shallowRef, watch } from 'vue'
import { grouped } from '../results.ts'
import { snippet } from '../snippet.ts'
import { loadEngine, loadTexts, OutdatedPage } from './load.ts'

export type Failure = 'outdated' | 'unreachable'

/** As many results as a screen shows: they are drawn with the key that was typed, the others after. */
const AT_ONCE = 8

/** The search as a dialog shows it: `base` is the site's base path, with slashes at both ends. */
export function useSearch(base: string, query: Ref<string>) {
  const engine = shallowRef<SearchEngine>()
  const failure = ref<Failure>()
  const texts = shallowReactive(new Map<string, string[]>())
  const asked = new Set<string>()

  async function start(): Promise<void> {
    failure.value = undefined
    try {
      engine.value = await loadEngine(base)
    }
    catch (error) {
      failure.value = error instanceof OutdatedPage ? 'outdated' : 'unreachable'
    }
  }

  const found = computed<Found | undefined>(() => query.value.trim() ? engine.value?.search(query.value) : undefined)
  const whole = ref(false)
  const groups = computed<ResultGroup[]>(() => grouped(found.value?.hits ?? [], whole.value ? undefined : AT_ONCE))
  watch(found, () => {
    whole.value = false
    // The frame after the one that shows the first.
    requestAnimationFrame(() => requestAnimationFrame(() => whole.value = true))
  }, { flush: 'sync' })

  /** Snippets are a luxury: without their text a result still leads to its place. */
  async function fetchTexts(name: string): Promise<void> {
    if (asked.has(name))
      return
    asked.add(name)
    await loadTexts(base, name).then(list => texts.set(name, list)).catch(() => asked.delete(name))
  }

  watch(groups, list => list.forEach(g => void fetchTexts(g.page.texts)))

  function snippetOf(hit: Hit): Piece[] {
    const text = texts.get(hit.page.texts)?.[hit.section]
    return text ? snippet(text, hit.terms) : []
  }

  return { engine, failure, found, groups, snippetOf, start }
}
