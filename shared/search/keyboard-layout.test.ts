import { expect, it } from 'vitest'
import { otherLayout } from './keyboard-layout.ts'

it.each([['ckjn', 'слот'], ['htgkbrfwbb', 'репликации'], ['ыдще', 'slot'], ['слот 1', 'ckjn 1']])('%s was meant as %s', (typed, meant) => {
  expect(otherLayout(typed)).toBe(meant)
})
