import type { SlidevPluginOptions } from '@slidev/types'
import type { GenerateResult, UnoGenerator } from '@unocss/core'
import type { Plugin } from 'vite'
import { createHash } from 'node:crypto'
import { globSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cache } from '../../site/folders.ts'
import { folderOnce } from '../../site/whole-file.ts'
import { clientEdit } from './client-edit.ts'
import { spriteOf } from './icon-sprite.ts'

const client = dirname(createRequire(import.meta.url).resolve('@slidev/client/package.json'))

const nothing = fileURLToPath(new URL('../client-parts/nothing.css', import.meta.url))

/** Components of Slidev's client that no deck has: drawing, dragging, recording, editors, embeds. */
const unused = /^(?:CodeRunner|ContextMenu|DevicesSelectors|DomElement|Drag|Drawing|ExportPdfTip|export|InfoDialog|PwaIndicator|Recording|ShadowRoot|ShikiEditor|SideEditor|Timer|WebCamera)/
const sources = ['App.vue', 'internals/*.vue', 'pages/**/*.vue', 'layouts/{default,error}.vue', 'builtin/CodeBlockWrapper.vue']
/** Classes that the client's code gives to elements, by its own uno.config.ts. */
const named = ['!opacity-0', 'prose']

/** What the client imports → the layers of style that it means. */
const sheets: Record<string, (css: Pick<GenerateResult, 'getLayer' | 'getLayers'>) => string> = {
  'uno:preflights.css': css => css.getLayer('preflights') ?? '',
  'uno:shortcuts.css': css => css.getLayer('shortcuts') ?? '',
  'uno.css': css => css.getLayers(undefined, ['preflights', 'typography', 'shortcuts', 'icons']),
  // Come later, with what needs them: whatever they say of an element itself gives way to its other classes, as before.
  'uno:typography.css': css => (css.getLayer('typography') ?? '').replace(/(?<=^|\})\.prose(?=\{)/gm, ':where(.prose)'),
  'uno:icons.css': css => `@layer icons{${spriteOf(css.getLayer('icons') ?? '')}}`,
}

/** Components that the first slide does without, though they have icons: a button for screenshots, a spinner. */
const first = ['SlideContainer.vue', 'SlideLoading.vue']

/**
 * Notes and icons bring their styles along: a quarter of what the first slide would wait for.
 * @returns undefined for a component that has neither.
 */
export function withOwnStyles(file: string, code: string): string | undefined {
  const icons = /\bi-[a-z]+[-:]/.test(code) && !first.includes(file)
  const own = [...icons ? ['uno:icons.css'] : [], .../class="prose\b/.test(code) ? ['uno:typography.css'] : []]
  if (!own.length)
    return undefined
  const imports = own.map(s => `import '${s}'\n`).join('')
  const script = /<script setup[^>]*>\n/
  return script.test(code) ? code.replace(script, tag => tag + imports) : `<script setup>\n${imports}</script>\n${code}`
}

const fileOf = (source: string) => source.replace(':', '-')

/** The client's components whose classes are drawn. */
export function styledParts(): string[] {
  return globSync(sources, { cwd: client }).filter(f => !unused.test(basename(f))).sort()
}

async function utilityStyles(uno: UnoGenerator): Promise<string> {
  const parts = await Promise.all(styledParts().map(async file => ({ file, code: await readFile(join(client, file), 'utf8') })))
  const config = await readFile(join(client, 'uno.config.ts'), 'utf8')
  const key = createHash('sha256').update(JSON.stringify([uno.version, config, named, Object.values(sheets).map(String), spriteOf.toString(), parts])).digest('hex').slice(0, 12)
  return folderOnce(`${cache}utilities/${key}`, async (draft) => {
    const tokens = new Set(named)
    for (const { file, code } of parts)
      await uno.applyExtractors(code, file, tokens)
    const css = await uno.generate(tokens)
    await Promise.all(Object.entries(sheets).map(([source, layers]) => writeFile(join(draft, fileOf(source)), layers(css))))
  })
}

interface UnoContext { ready: Promise<unknown>, uno: UnoGenerator }

/**
 * Slidev's client is drawn with UnoCSS's utility classes, the course is not: they are made once for all decks, of the
 * client's own components, where UnoCSS would read every slide of every deck for them.
 */
export function utilities(): Plugin[] {
  let context: UnoContext
  let styles: Promise<string> | undefined
  return [clientEdit('course:own-styles', withOwnStyles), {
    name: 'course:utilities',
    enforce: 'pre',
    configResolved({ plugins }) {
      context = plugins.find(p => p.name === 'unocss:api')!.api.getContext()
    },
    async resolveId(source, importer) {
      if (!sheets[source])
        return
      if (source === 'uno:typography.css' && importer?.endsWith('/styles/index.ts'))
        return nothing
      // Four sheets of one making.
      styles ??= context.ready.then(() => utilityStyles(context.uno))
      return join(await styles, fileOf(source))
    },
    generateBundle(_, bundle) {
      const parts = new Set(styledParts().map(f => join(client, f)))
      const used = Object.values(bundle).flatMap(c => c.type === 'chunk' ? Object.keys(c.modules) : []).filter(id => id.startsWith(`${client}/`) && id.endsWith('.vue'))
      const unstyled = used.filter(id => !parts.has(id))
      if (unstyled.length)
        this.error(`A deck has ${unstyled.join(', ')}, whose classes have no styles: see shared/slidev/build/utilities.ts`)
    },
  }]
}

/** UnoCSS itself only resolves `@apply` in style sheets. */
export const unocss: NonNullable<SlidevPluginOptions['unocss']> = { mode: 'per-module', content: { pipeline: { include: [/^$/] } }, safelist: [] }
