import * as v from 'valibot'

/** Processors that every image of the stack must have: Macs and most servers. */
const wanted = ['amd64', 'arm64'] as const

const index = v.object({
  manifests: v.array(v.object({ platform: v.optional(v.object({ os: v.string(), architecture: v.string() })) })),
})

/**
 * Processors that an image lacks.
 *
 * @param answer What `docker buildx imagetools inspect --raw` prints: an image index.
 * @see https://github.com/opencontainers/image-spec/blob/main/image-index.md
 */
export function missingPlatforms(answer: string): string[] {
  const { manifests } = v.parse(index, JSON.parse(answer))
  const found = manifests.filter(it => it.platform?.os === 'linux').map(it => it.platform!.architecture)
  return wanted.filter(name => !found.includes(name))
}
