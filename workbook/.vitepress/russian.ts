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
  notFound: {
    title: 'Такой страницы нет',
    quote: 'Возможно, она переехала. Найдите её поиском или вернитесь на дорожную карту.',
    linkLabel: 'На главную',
    linkText: 'На главную',
  },
  search: {
    provider: 'local',
    options: {
      detailedView: true,
      translations: {
        button: { buttonText: 'Поиск', buttonAriaLabel: 'Поиск по курсу' },
        modal: {
          displayDetails: 'Показать подробности',
          resetButtonTitle: 'Очистить',
          backButtonTitle: 'Закрыть поиск',
          noResultsText: 'Ничего не найдено:',
          footer: {
            selectText: 'открыть',
            selectKeyAriaLabel: 'Enter',
            navigateText: 'выбрать',
            navigateUpKeyAriaLabel: 'стрелка вверх',
            navigateDownKeyAriaLabel: 'стрелка вниз',
            closeText: 'закрыть',
            closeKeyAriaLabel: 'Esc',
          },
        },
      },
    },
  },
}

/** What the reader sees of VitePress itself, in Russian. */
export const russian = { markdown, theme }
