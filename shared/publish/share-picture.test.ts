import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import sharp from 'sharp'
import { expect, it, onTestFinished } from 'vitest'
import { budget, drawPicture, height, sharePicture, width } from './share-picture.ts'

const card = { place: 'Модуль', title: 'Слот репликации: что он держит', note: 'Глава, 30 мин' }

it('draws a PNG of the size that previews show, within its budget', async () => {
  const png = await drawPicture(card)
  expect(png.length).toBeLessThanOrEqual(budget)
  expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width, height })
})

it('draws Cyrillic as letters: other letters make another picture', async () => {
  expect(await drawPicture(card)).not.toEqual(await drawPicture({ ...card, title: 'Плот репликации: что он держит' }))
})

it('draws the same text once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'share-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = await sharePicture(card, folder)
  const drawn = (await stat(file)).mtimeMs
  expect(await sharePicture(card, folder)).toBe(file)
  expect((await stat(file)).mtimeMs).toBe(drawn)
  expect(await sharePicture({ ...card, note: '' }, folder)).not.toBe(file)
  expect(await readdir(folder)).toHaveLength(2)
})

it('lets many pages of one card ask at once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'share-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const files = await Promise.all(Array.from({ length: 12 }, () => sharePicture(card, folder)))
  expect(new Set(files).size).toBe(1)
  expect(await readdir(folder)).toEqual([basename(files[0]!)])
})
