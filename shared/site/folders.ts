import { fileURLToPath } from 'node:url'

/** The repository's root, with a slash at the end. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** The built site. */
export const dist = `${root}dist/`

/** What is made on the way and may be deleted at any time. */
export const cache = `${root}.cache/`
