import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { carriesProgress, MAX_FRAGMENT, progressLink, readProgressLink } from './link.ts'
import { emptyProgress, serialize } from './state.ts'
import { NOW, progressArbitrary } from './testing.ts'

const PAGE = 'https://example.org/roadmap'
const pack = (text: string) => `#progress=${deflateSync(text).toString('base64url')}`

async function fragmentOf(progress: ReturnType<typeof emptyProgress>): Promise<string> {
  const link = await progressLink(PAGE, progress)
  return link!.slice(PAGE.length)
}

/** A reader who has done everything of a course of thirteen modules. */
function wholeCourse() {
  const ids = Array.from({ length: 13 }, (_, m) => Array.from({ length: 14 }, (_, i) => `module-number-${m}/chapter-about-${i * i}`)).flat()
  return {
    ...emptyProgress(),
    items: Object.fromEntries(ids.map((id, i) => [id, { done: true, at: 1_764_000_000_000 + i * 7_654_321, edition: '1.2.0' }])),
  }
}

describe('a link with progress', { timeout: 60_000 }, () => {
  it('carries any progress whole', async () => {
    await fc.assert(fc.asyncProperty(progressArbitrary, async (progress) => {
      expect(await readProgressLink(await fragmentOf(progress), NOW)).toEqual({ progress, dropped: 0 })
    }), { numRuns: 200 })
  })

  it('is in the fragment only, of characters that every messenger leaves alone', async () => {
    const link = new URL((await progressLink(PAGE, wholeCourse()))!)
    expect(link.pathname + link.search).toBe('/roadmap')
    expect(link.hash).toMatch(/^#progress=[\w-]+$/)
    expect(carriesProgress(link.hash)).toBe(true)
  })

  it('has room for the whole course, three times over', async () => {
    expect((await fragmentOf(wholeCourse())).length).toBeLessThan(MAX_FRAGMENT / 3)
  })

  it('is not made when it would be too long to be carried', async () => {
    const noise = { ...emptyProgress(), items: Object.fromEntries(Array.from({ length: 4000 }, (_, i) => [`m/${(i * 7919).toString(36)}x${(i * i * 104_729).toString(36)}`, { done: true, at: (i * 48_271) % 1_000_003 }])) }
    expect(await progressLink(PAGE, noise)).toBeUndefined()
  })

  it('cut anywhere is called damaged', async () => {
    const fragment = await fragmentOf(wholeCourse())
    for (const length of [10, 11, 50, fragment.length - 1, fragment.length - 4])
      expect(await readProgressLink(fragment.slice(0, length))).toEqual({ error: expect.stringContaining('повреждена') })
  })

  it.each([
    ['nothing', '#progress='],
    ['letters that are not base64url', '#progress=%E0%A4%A'],
    ['bytes that are not zlib', '#progress=AAAA'],
    ['another JSON', pack('{"a":1}')],
    ['no JSON', pack('<img src=x onerror=alert(1)>')],
  ])('calls %s damaged and says that nothing was lost', async (_, hash) => {
    expect(await readProgressLink(hash)).toEqual({ error: expect.stringMatching(/повреждена.*Ваши отметки не изменились/) })
  })

  it('keeps what can be read of it and counts the rest', async () => {
    expect(await readProgressLink(pack('{"version":1,"items":{"a/b":{"done":true,"at":1},"c/d":7},"slides":{},"place":{"path":"","title":"","at":0}}')))
      .toMatchObject({ progress: { items: { 'a/b': { done: true } } }, dropped: 1 })
  })

  it('of a newer course asks for a fresh page', async () => {
    expect(await readProgressLink(pack('{"version":99}'))).toEqual({ error: expect.stringContaining('формат 99') })
  })

  it('longer than the roadmap writes is not even unpacked', async () => {
    expect(await readProgressLink(`#progress=${'A'.repeat(MAX_FRAGMENT)}`)).toEqual({ error: expect.stringContaining(`длиннее ${MAX_FRAGMENT}`) })
  })

  it('that would unpack to a flood is stopped', async () => {
    const bomb = pack(' '.repeat(8_000_000) + serialize(emptyProgress()))
    expect(bomb.length).toBeLessThan(MAX_FRAGMENT)
    expect(await readProgressLink(bomb)).toEqual({ error: expect.stringContaining('повреждена') })
  })

  it('never throws, whatever stands in it', async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(fc.string(), fc.base64String(), fc.uint8Array().map(b => Buffer.from(b).toString('base64url')), fc.string().map(t => pack(t).slice(10)), fc.json().map(t => pack(t).slice(10))), async (text) => {
      const result = await readProgressLink(`#progress=${text}`, NOW)
      expect('error' in result ? result.error : serialize(result.progress)).toBeTruthy()
    }), { numRuns: 2000 })
  })
})
