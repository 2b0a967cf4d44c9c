import type { Plugin } from 'vite'

type Handler = (this: unknown, ...args: string[]) => unknown

/** What belongs to one deck: its slides, and what Slidev makes of them. */
const ofDeck = /\/decks\/|__slidev_|^\/@slidev/

/** Vite reads its configuration anew for every deck, so that this module's own variables would not last. */
const memory = ((globalThis as unknown as Record<symbol, Map<string, unknown>>)[Symbol.for('course:compiled-once')] ??= new Map())

function remember(hook: { handler: Handler }, keyOf: (args: readonly string[]) => { id: string, key: string }): void {
  const { handler } = hook
  hook.handler = function (...args) {
    const { id, key } = keyOf(args)
    if (ofDeck.test(id))
      return handler.apply(this, args)
    if (!memory.has(key))
      memory.set(key, handler.apply(this, args))
    return memory.get(key)
  }
}

/** Components that all decks share are compiled once in a process that builds several: half of what Vue compiles. */
export function compiledOnce(): Plugin {
  return {
    name: 'course:compiled-once',
    apply: 'build',
    configResolved({ plugins }) {
      const vue = plugins.find(p => p.name === 'vite:vue') as unknown as Record<'load' | 'transform', { handler: Handler }> | undefined
      if (!vue)
        throw new Error('Vite compiles no Vue components: adapt shared/slidev/build/compiled-once.ts')
      remember(vue.load, ([id]) => ({ id: id!, key: id! }))
      remember(vue.transform, ([code, id]) => ({ id: id!, key: `${id}\0${code}` }))
    },
  }
}
