import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { roles } from '../diagrams/render.ts'

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')

function tokens(selector: string): Record<string, string> {
  const body = new RegExp(`^\\s*${selector} \\{([^}]*)\\}`, 'm').exec(css)?.[1] ?? ''
  return Object.fromEntries([
    ...body.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g),
  ].map(m => [m[1], m[2]]))
}

/** @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map(i => Number.parseInt(hex.slice(i, i + 2), 16) / 255).map(c => c <= 0.04045
    ? c / 12.92
    : ((c + 0.055) / 1.055) ** 2.4) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [dark, light] = [
    luminance(a),
    luminance(b),
  ].sort((x, y) => x - y) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

describe.each([
  ['light', ':root'],
  ['dark', '\\.dark'],
])('colours, %s', (_, selector) => {
  const t = tokens(selector)

  it.each(['ink', 'ink-soft', 'accent', ...roles])('%s reads on the page and on soft surfaces', (name) => {
    expect(contrast(t[name]!, t.page!)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(t[name]!, t['page-soft']!)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(['accent', ...roles])('%s reads on its own tint, and so does ink', (name) => {
    expect(contrast(t[name]!, t[`${name}-tint`]!)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(t.ink!, t[`${name}-tint`]!)).toBeGreaterThanOrEqual(4.5)
  })

  it('lines that carry meaning are seen on the page and on soft surfaces', () => {
    expect(contrast(t['line-strong']!, t.page!)).toBeGreaterThanOrEqual(3)
    expect(contrast(t['line-strong']!, t['page-soft']!)).toBeGreaterThanOrEqual(3)
  })
})
