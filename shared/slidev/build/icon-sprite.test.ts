import { expect, it } from 'vitest'
import { spriteOf } from './icon-sprite.ts'

const rule = (name: string, path: string, size = '1em') => `.i-${name}{--un-icon:url("data:image/svg+xml;utf8,%3Csvg viewBox='0 0 32 32' width='${size}' height='${size}' %3E${path}%3C/svg%3E");-webkit-mask:var(--un-icon) no-repeat;mask:var(--un-icon) no-repeat;-webkit-mask-size:100% 100%;mask-size:100% 100%;background-color:currentColor;width:1em;height:1em;}`

it('draws icons side by side in one picture, each rule looks at its own', () => {
  const css = spriteOf(`${rule('a', 'A')}\n${rule('b', 'B')}\n${rule('c', 'C')}`)
  expect(css.match(/data:image/g)).toHaveLength(1)
  expect(css).toContain(`viewBox='0 0 96 32'`)
  expect(css).toContain('.i-b{mask:var(--icons) 50% 0 / 300% 100% no-repeat;background-color:currentColor;')
  expect(css).toContain('.i-c{mask:var(--icons) 100% 0 / 300% 100% no-repeat;')
})

it('leaves alone what is no square of one colour', () => {
  const other = `.i-d{background:url("data:image/svg+xml;utf8,%3Csvg %3E") no-repeat;}\n${rule('wide', 'W', '1.2em')}`
  expect(spriteOf(other)).toBe(other)
  expect(spriteOf(`${rule('a', 'A')}\n${rule('b', 'B')}\n${other}`)).toContain(other)
})
