import { expect, it } from 'vitest'
import { missingPlatforms } from './platforms.ts'

const index = (...architectures: string[]) => JSON.stringify({ manifests: architectures.map(architecture => ({ platform: { os: 'linux', architecture } })) })

it('names the processors an image lacks', () => {
  expect(missingPlatforms(index('amd64', 'arm64', 'unknown'))).toEqual([])
  expect(missingPlatforms(index('amd64'))).toEqual(['arm64'])
})

it('does not take an image of one platform for an index', () => {
  expect(() => missingPlatforms('{"config": {}}')).toThrow()
})
