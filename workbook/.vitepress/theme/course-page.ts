import type { ComputedRef } from 'vue'
import type { CoursePage } from '../../../shared/course/page.ts'
import { useData } from 'vitepress'
import { computed } from 'vue'

/** The current page's place in the course; undefined outside the modules. */
export function useCoursePage(): ComputedRef<CoursePage | undefined> {
  const { frontmatter } = useData()
  return computed(() => frontmatter.value.course as CoursePage | undefined)
}
