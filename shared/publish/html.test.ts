import { describe, expect, it } from 'vitest'
import { escaped, intoHead, plainText, tag } from './html.ts'

describe('text in HTML', () => {
  it('comes back as it went in', () => {
    const text = '«a» & <b> "c"'
    expect(plainText(escaped(text))).toBe(text)
  })

  it('is unescaped once', () => {
    expect(plainText('&amp;lt;')).toBe('&lt;')
  })

  it('cannot leave its attribute', () => {
    expect(tag('meta', { content: '"><script>' })).toBe('<meta content="&quot;&gt;&lt;script&gt;">')
  })
})

describe('intoHead', () => {
  it('puts tags at the end of the head', () => {
    expect(intoHead('<head><title>a</title></head>', ['<meta>'])).toBe('<head><title>a</title><meta></head>')
  })

  it('refuses a page without one', () => {
    expect(() => intoHead('<p>', ['<meta>'])).toThrow('No </head>')
  })
})
