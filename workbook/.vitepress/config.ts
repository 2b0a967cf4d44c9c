import type { MarkdownOptions } from 'vitepress'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'
import { changesPlugin } from '../../shared/changes/plugin.ts'
import { pageDescription } from '../../shared/course/description.ts'
import { coursePage, sitePath } from '../../shared/course/page.ts'
import { moduleMenu, sidebar } from '../../shared/course/sidebar.ts'
import { outlinesOnce, slideOf } from '../../shared/course/slide-of.ts'
import { verified } from '../../shared/course/verified.ts'
import { verifiedText } from '../../shared/course/wording.ts'
import { courseFonts } from '../../shared/fonts/subset.ts'
import { courseMarkdown } from '../../shared/markdown/index.ts'
import { codeThemes } from '../../shared/markdown/themes.ts'
import { runPlugin } from '../../shared/player/plugin.ts'
import { quizPlugin } from '../../shared/quiz/plugin.ts'
import { searchDev } from '../../shared/search/dev.ts'
import { editUrl } from '../../shared/site/address.ts'
import { decksDev } from '../../shared/site/decks-dev.ts'
import { moduleReport } from '../../shared/site/incremental/module-report.ts'
import { pageSelection } from '../../shared/site/incremental/page-selection.ts'
import { labFiles } from '../../shared/site/lab-files.ts'
import { downloadsOf } from '../../shared/site/pdf/downloads.ts'
import { piniaProduction } from '../../shared/site/pinia-production.ts'
import { themeDiet } from '../../shared/site/theme-diet.ts'
import { russian } from './russian.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const nothing = fileURLToPath(new URL('./theme/no-component.ts', import.meta.url))

/**
 * Parts of the default theme that this site has no use for; each page would carry them.
 * @see https://vitepress.dev/guide/extending-default-theme#overriding-internal-components
 */
const unused = [
  'VPHome',
  'VPDocFooter',
  'VPFooter',
  'VPNavTranslations',
  'NotFound',
  'VPNavSocialLinks',
  'VPNavBarSearch',
  'VPNavMenuGroup',
  'VPNavBarExtra',
  'VPMenuGroup',
  'VPSocialLinks',
  'VPImage',
  'VPNavBarAskAiButton',
  'VPDocAsideSponsors',
  'VPDocAsideCarbonAds',
]

const base = process.env.SITE_BASE ?? '/'

const markdown: MarkdownOptions = {
  theme: codeThemes,
  config: md => courseMarkdown(md, base),
  ...russian.markdown,
}

const outlineOf = process.env.NODE_ENV === 'production' ? outlinesOnce() : undefined
/** PDFs that this build offers; `npm run build -- --pdf` names them. */
const downloads = JSON.parse(process.env.SITE_DOWNLOADS ?? '{}') as Parameters<typeof downloadsOf>[1]
const { srcExclude, ignoreDeadLinks } = pageSelection(`${root}workbook`, process.env.WORKBOOK_PAGES)

export default defineConfig({
  base,
  lang: 'ru-RU',
  title: 'Курс Debezium',
  description: 'Открытый курс по Debezium для инженеров данных: слайды, рабочая тетрадь и песочница, где каждый вывод получен настоящим запуском',
  outDir: `${root}dist`,
  cacheDir: `${root}.cache/vitepress`,
  cleanUrls: true,
  srcExclude: ['**/README.md', ...srcExclude],
  // Built decks and lab files are not pages of VitePress; shared/site checks every link on the built site.
  ignoreDeadLinks: [/^\/(?:decks|labs)\//, ...ignoreDeadLinks],
  router: { prefetchLinks: false },
  // VueUse lays the whole page out, twice, to switch transitions off while it sets the theme that is already set.
  appearance: { disableTransition: false },
  head: [
    [
      'link',
      { rel: 'icon', href: `${base}favicon.svg`, type: 'image/svg+xml' },
    ],
  ],
  async transformPageData(page) {
    const course = coursePage(page.relativePath)
    if (!course)
      return
    const slide = await slideOf(page.relativePath, outlineOf)
    const run = verified(course.module)
    const files = downloadsOf(page.relativePath, downloads)
    const description = pageDescription(page.relativePath)
    return {
      frontmatter: {
        ...page.frontmatter,
        course: {
          ...course,
          menu: moduleMenu(course.module, sitePath(page.relativePath)),
          ...(slide && { slide }),
          ...(files.length && { downloads: files }),
          ...(run && { verified: verifiedText(run) }),
          edit: editUrl(`workbook/${page.relativePath}`),
        },
      },
      ...(description && { description }),
      // Every module has a «Тест» and a «Шпаргалка»: their titles name the module too.
      ...(!course.outcome && { titleTemplate: course.moduleTitle }),
    }
  },
  markdown,
  vite: {
    plugins: [
      quizPlugin(),
      piniaProduction(),
      changesPlugin(),
      runPlugin(),
      labFiles(root),
      decksDev(root),
      searchDev(root, markdown),
      moduleReport(root),
      themeDiet(`${root}node_modules/vitepress/dist/client/theme-default`, ['workbook', 'roadmap', 'shared'].map(f => root + f), unused),
    ],
    resolve: {
      alias: [
        { find: '#fonts.css', replacement: await courseFonts() },
        { find: /^.*\/composables\/(?:nav-overflow|preFetch|codeGroups)(?:\.js)?$/, replacement: fileURLToPath(new URL('./theme/no-composables.ts', import.meta.url)) },
        ...unused.map(name => ({
          find: new RegExp(`^.*/${name}\\.vue$`),
          replacement: nothing,
        })),
      ],
    },
    server: {
      fs: {
        allow: [root],
      },
    },
    // Nothing here is written with the Options API, so Vue leaves it out.
    define: { __VUE_OPTIONS_API__: 'false' },
    // A font in the style sheet is loaded by pages that have none of its characters.
    build: { assetsInlineLimit: 0 },
  },
  themeConfig: {
    nav: [
      { text: 'Дорожная карта', link: '/roadmap' },
      { text: 'Глоссарий', link: '/glossary' },
      { text: 'Неполадки', link: '/troubleshooting' },
    ],
    sidebar: sidebar(),
    // The way through the course is the model's, and it crosses from pages to decks: PartFooter draws it.
    docFooter: { prev: false, next: false },
    ...russian.theme,
  },
})
