import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import subsetFont from 'subset-font'
import { folderOnce } from '../site/whole-file.ts'

const require = createRequire(import.meta.url)

const range = (from: number, to: number): string => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('')

export const latin = `${range(0x20, 0x7E)}\u00A0«»±·×°§–—‘’“”„•…−→←↑↓≈≤≥≠`
export const cyrillic = `${range(0x410, 0x44F)}Ёё№`
const drawing = `${range(0x2190, 0x2199)}${range(0x2500, 0x257F)}▲▼◀▶■□●○✓✗`

interface Face {
  family: string
  /** Where the font comes from. */
  file: string
  /** Characters to keep, and to which the browser applies the face. */
  text: string
  weight: number
  /** Pairs of letters that stand closer: a fifth of a face. Latin in running text is names of options and of software. */
  kerning: boolean
  axes?: Record<string, number>
}

const mono = 'jetbrains-mono/fonts/webfonts/JetBrainsMonoNL-Regular.woff2'

/**
 * Two faces instead of one variable font: a tenth less to load, and Chromium embeds them in a PDF, while of a variable
 * font it draws every glyph as a picture.
 */
function golos(script: 'latin' | 'cyrillic', text: string): Face[] {
  return [400, 600].map(weight => ({
    family: 'Golos Text',
    file: `@fontsource-variable/golos-text/files/golos-text-${script}-wght-normal.woff2`,
    text,
    weight,
    kerning: script === 'cyrillic' || weight === 600,
    axes: { wght: weight },
  }))
}

const faces: readonly Face[] = [
  ...golos('latin', latin),
  ...golos('cyrillic', cyrillic),
  { family: 'JetBrains Mono', file: mono, text: latin + cyrillic, weight: 400, kerning: false },
  { family: 'JetBrains Mono', file: mono, text: [...drawing].filter(c => !latin.includes(c)).join(''), weight: 400, kerning: false },
]

/** Local fonts stretched to the web fonts' widths, so that nothing jumps when those arrive. */
const fallbacks = `
@font-face { font-family: 'Golos fallback'; src: local('Arial'), local('Liberation Sans'), local('Arimo'); size-adjust: 104.5%; ascent-override: 91%; descent-override: 24%; line-gap-override: 0%; }
@font-face { font-family: 'Mono fallback'; src: local('Courier New'); size-adjust: 100%; ascent-override: 102%; descent-override: 30%; line-gap-override: 0%; }
`

/** `abcx` → `U+61-63,U+78`. */
export function unicodeRange(text: string): string {
  const points = [
    ...new Set(text),
  ].map(c => c.codePointAt(0)!).sort((a, b) => a - b)
  const runs: [number, number][] = []
  for (const point of points) {
    const last = runs.at(-1)
    if (last?.[1] === point - 1)
      last[1] = point
    else
      runs.push([point, point])
  }
  const hex = (n: number) => n.toString(16).toUpperCase()
  return runs.map(([from, to]) => from === to
    ? `U+${hex(from)}`
    : `U+${hex(from)}-${hex(to)}`).join(',')
}

function rule(face: Face, name: string): string {
  return `@font-face { font-family: '${face.family}'; font-style: normal; font-display: swap; font-weight: ${face.weight}; src: url('./${name}') format('woff2'); unicode-range: ${unicodeRange(face.text)}; }`
}

async function write(face: Face, index: number, folder: string): Promise<string> {
  const name = `${face.family.toLowerCase().replace(' ', '-')}-${index}.woff2`
  const original = await readFile(require.resolve(face.file))
  // Layout features are dropped with the glyphs they lead to: no ligatures in code, no alternates in text.
  const subset = await subsetFont(original, face.text, {
    targetFormat: 'woff2',
    noLayoutClosure: true,
    // Half of JetBrains Mono: instructions for screens of few pixels. Golos has none.
    noHinting: true,
    keepFeatures: face.kerning ? ['kern'] : [],
    ...(face.axes && { variationAxes: face.axes }),
  })
  await writeFile(join(folder, name), subset)
  return rule(face, name)
}

/**
 * Writes the course's fonts, cut to the characters it uses, and their style sheet; what was written before is used again.
 * @returns the path of the style sheet
 */
export async function courseFonts(cache = fileURLToPath(new URL('../../.cache/fonts/', import.meta.url))): Promise<string> {
  const key = createHash('sha256').update(JSON.stringify(faces) + fallbacks).digest('hex').slice(0, 12)
  const folder = await folderOnce(join(cache, key), async (draft) => {
    const rules = await Promise.all(faces.map((face, i) => write(face, i, draft)))
    await writeFile(join(draft, 'fonts.css'), rules.join('\n') + fallbacks)
  })
  return join(folder, 'fonts.css')
}
