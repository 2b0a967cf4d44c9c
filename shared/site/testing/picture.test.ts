import sharp from 'sharp'
import { expect, it } from 'vitest'
import { differences } from './picture.ts'

function sheet(marks: { left: number, top: number, width: number, height: number }[], height = 200): Promise<Buffer> {
  return sharp({ create: { width: 320, height, channels: 4, background: 'white' } })
    .composite(marks.map(({ left, top, width, height }) => ({ input: { create: { width, height, channels: 4 as const, background: 'black' } }, left, top })))
    .png()
    .toBuffer()
}

const line = { left: 40, top: 40, width: 200, height: 6 }

it('sees that a line has moved', async () => {
  expect(await differences(await sheet([line]), await sheet([{ ...line, top: 44 }]))).toMatchObject({ told: expect.stringMatching(/^\d+ pixels differ/) as string })
})

it('sees that a page has grown', async () => {
  expect(await differences(await sheet([line]), await sheet([line], 240))).toEqual({ told: '320×240 instead of 320×200' })
})

it('lets a few pixels pass: another version of a browser draws a letter its own way', async () => {
  expect(await differences(await sheet([line]), await sheet([line, { left: 280, top: 100, width: 4, height: 4 }]))).toBeUndefined()
})
