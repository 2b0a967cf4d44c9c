import { definePreparserSetup } from '@slidev/types'
import { expandHeadmatter } from '../../shared/slidev/headmatter'

export default definePreparserSetup(() => [
  { name: 'course-headmatter', transformRawLines: expandHeadmatter },
])
