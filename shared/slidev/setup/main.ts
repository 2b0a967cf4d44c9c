import { defineAppSetup } from '@slidev/types'
import { createCoursePinia } from '../../../roadmap/pinia'
import { useProgress } from '../../../roadmap/store'

export default defineAppSetup(({ app }) => {
  app.use(createCoursePinia())
  useProgress().open()
})
