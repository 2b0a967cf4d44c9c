import { existsSync } from 'node:fs'
import { readFile, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { FolderStore } from './folder-store.ts'
import { tree } from './testing.ts'

it('keeps a result by what it was made of', async () => {
  await using folder = await tree({ 'built/index.html': 'v1' })
  const store = new FolderStore(join(folder.path, 'store'))
  expect(await store.get('deck', 'k1')).toBeUndefined()
  const kept = await store.put('deck', 'k1', join(folder.path, 'built'))
  expect(await store.get('deck', 'k1')).toBe(kept)
  expect(await readFile(join(kept, 'index.html'), 'utf8')).toBe('v1')
  expect(await store.get('deck', 'k2')).toBeUndefined()
  expect(existsSync(join(folder.path, 'built'))).toBe(false)
})

it('drops the least recently used', async () => {
  await using folder = await tree({})
  const store = new FolderStore(join(folder.path, 'store'))
  for (const [i, key] of ['k1', 'k2', 'k3'].entries()) {
    await folder.write(`built-${key}/x`, key)
    const kept = await store.put('deck', key, join(folder.path, `built-${key}`))
    await utimes(kept, i, i)
  }
  await store.get('deck', 'k1')
  await folder.write('built-k4/x', 'k4')
  await store.put('deck', 'k4', join(folder.path, 'built-k4'))
  const left = await Promise.all(['k1', 'k2', 'k3', 'k4'].map(async key => await store.get('deck', key) !== undefined))
  expect(left).toEqual([true, false, true, true])
})
