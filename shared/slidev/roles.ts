import type { roles } from '../diagrams/render.ts'

/** A part of the pipeline: names a colour of `shared/components/tokens.css`. */
export type Role = (typeof roles)[number]
