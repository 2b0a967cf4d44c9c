import type { MarkdownOptions } from 'vitepress'
import type { CoursePage } from '../../shared/course/page.ts'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'
import { changesPlugin } from '../../shared/changes/plugin.ts'
import { deckOutline } from '../../shared/course/deck-outline.ts'
import { pageDescription } from '../../shared/course/description.ts'
import { coursePage, sitePath } from '../../shared/course/page.ts'
import { sidebar } from '../../shared/course/sidebar.ts'
import { verified } from '../../shared/course/verified.ts'
import { verifiedText } from '../../shared/course/wording.ts'
import { courseFonts } from '../../shared/fonts/subset.ts'
import { courseMarkdown } from '../../shared/markdown/index.ts'
import { codeThemes } from '../../shared/markdown/themes.ts'
import { quizPlugin } from '../../shared/quiz/plugin.ts'
import { searchDev } from '../../shared/search/dev.ts'
import { editUrl } from '../../shared/site/address.ts'
import { decksDev } from '../../shared/site/decks-dev.ts'
import { labFiles } from '../../shared/site/lab-files.ts'
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

async function slideOf(page: CoursePage, path: string): Promise<number | undefined> {
  const slides = await deckOutline(page.module)
  return slides.find(s => s.more?.split('#')[0] === path)?.no
}

export default defineConfig({
  base,
  lang: 'ru-RU',
  title: 'Курс Debezium',
  description: 'Открытый курс по Debezium для инженеров данных: слайды, рабочая тетрадь и песочница, где каждый вывод получен настоящим запуском',
  outDir: `${root}dist`,
  cacheDir: `${root}.cache/vitepress`,
  cleanUrls: true,
  srcExclude: ['**/README.md'],
  // Built decks and lab files are not pages of VitePress; shared/site checks every link on the built site.
  ignoreDeadLinks: [/^\/(?:decks|labs)\//],
  router: { prefetchLinks: false },
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
    const slide = await slideOf(course, sitePath(page.relativePath))
    const run = verified(course.module)
    const description = pageDescription(page.relativePath)
    return {
      frontmatter: {
        ...page.frontmatter,
        course: {
          ...course,
          ...(slide && { slide }),
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
      changesPlugin(),
      labFiles(root),
      decksDev(root),
      searchDev(root, markdown),
    ],
    resolve: {
      alias: [
        { find: '#fonts.css', replacement: await courseFonts() },
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
