import type { Theme } from 'vitepress'
import { defineAsyncComponent } from 'vue'
import { createCoursePinia } from '../../../roadmap/pinia.ts'
import CourseLayout from './CourseLayout.vue'
import './default-theme.css'
import '#fonts.css'
import '../../../shared/components/tokens.css'
import '../../../shared/diagrams/diagram.css'
import './workbook.css'

export default {
  Layout: CourseLayout,
  enhanceApp({ app }) {
    app.use(createCoursePinia())
    // Pages that hold one of these name it in their text; the others do not load it.
    app.component('ModuleParts', defineAsyncComponent(() => import('./components/ModuleParts.vue')))
    app.component('ModuleChanges', defineAsyncComponent(() => import('./components/ModuleChanges.vue')))
    app.component('CourseQuiz', defineAsyncComponent(() => import('../../../shared/quiz/CourseQuiz.vue')))
  },
} satisfies Theme
