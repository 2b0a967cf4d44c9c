import type { DefaultTheme, MarkdownOptions } from 'vitepress'

const markdown: MarkdownOptions = {
  codeCopyButton: { tooltipText: 'Скопировать', copiedText: 'Скопировано' },
  container: {
    tipLabel: 'Совет',
    warningLabel: 'Осторожно',
    dangerLabel: 'Опасно',
    infoLabel: 'К сведению',
    detailsLabel: 'Подробности',
  },
}

const theme: DefaultTheme.Config = {
  outline: {
    label: 'На странице',
    level: [2, 3],
  },
  darkModeSwitchLabel: 'Тема',
  lightModeSwitchTitle: 'Светлая тема',
  darkModeSwitchTitle: 'Тёмная тема',
  sidebarMenuLabel: 'Меню',
  returnToTopLabel: 'Наверх',
  skipToContentLabel: 'К содержанию',
}

/** What the reader sees of VitePress itself, in Russian. */
export const russian = { markdown, theme }
