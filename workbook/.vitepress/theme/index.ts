import type { Theme } from 'vitepress'
import { defineAsyncComponent, hydrateOnVisible } from 'vue'
import { createCoursePinia } from '../../../roadmap/pinia.ts'
import CourseLayout from './CourseLayout.vue'
// Of the default theme's style sheets what this site uses, each a module, so that theme-diet.ts can thin it out. The theme's
// own index would also bring team pages, sponsors and code groups.
import 'vitepress/dist/client/theme-default/styles/vars.css'
import 'vitepress/dist/client/theme-default/styles/base.css'
import 'vitepress/dist/client/theme-default/styles/icons.css'
import 'vitepress/dist/client/theme-default/styles/utils.css'
import 'vitepress/dist/client/theme-default/styles/components/custom-block.css'
import 'vitepress/dist/client/theme-default/styles/components/vp-code.css'
import 'vitepress/dist/client/theme-default/styles/components/vp-doc.css'
import '#fonts.css'
import '../../../shared/components/tokens.css'
import '../../../shared/diagrams/diagram.css'
import './workbook.css'
import './print.css'

export default {
  Layout: CourseLayout,
  enhanceApp({ app }) {
    app.use(createCoursePinia())
    // Pages that hold one of these name it in their text; the others do not load it.
    app.component('ModuleParts', defineAsyncComponent(() => import('./components/ModuleParts.vue')))
    app.component('ModuleChanges', defineAsyncComponent(() => import('./components/ModuleChanges.vue')))
    // Its code and its run are loaded when the reader comes near it; what it shows first is in the page.
    app.component('EventPlayer', defineAsyncComponent({ loader: () => import('../../../shared/player/ChapterPlayer.vue'), hydrate: hydrateOnVisible({ rootMargin: '400px' }) }))
    app.component('CourseQuiz', defineAsyncComponent(() => import('../../../shared/quiz/CourseQuiz.vue')))
  },
} satisfies Theme
