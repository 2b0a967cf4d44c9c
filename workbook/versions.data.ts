import { versions } from '../shared/course/versions.ts'

export declare const data: ReturnType<typeof versions>

export default {
  watch: ['../labs/.env'],
  load: versions,
}
