import { describe, expect, it } from 'vitest'
import { emptyProgress, serialize } from './state.ts'
import { readProgressFile } from './transfer.ts'

const read = (text: string) => readProgressFile(new Blob([text]), 10)

describe('readProgressFile', () => {
  it('reads what the roadmap saved', async () => {
    const saved = {
      ...emptyProgress(),
      items: {
        'postgres/wal': { done: true, at: 1 },
      },
    }
    expect(await read(serialize(saved))).toEqual({ progress: saved, dropped: 0 })
  })

  it('keeps what it understands of a damaged file and counts the rest', async () => {
    expect(await read('{"version":1,"items":{"a/b":{"done":true,"at":1},"c/d":7},"slides":{},"place":{"path":"","title":"","at":0}}'))
      .toMatchObject({
        progress: {
          items: {
            'a/b': { done: true },
          },
        },
        dropped: 1,
      })
  })

  it.each([
    ['another file', '<html>', 'не файл прогресса'],
    ['a newer format', '{"version":7}', 'более новой версией курса (формат 7)'],
    [
      'a huge file',
      'x'.repeat(1_000_001),
      'слишком велик',
    ],
  ])('says what is wrong with %s', async (_, text, message) => {
    expect(await read(text)).toEqual({
      error: expect.stringContaining(message),
    })
  })
})
