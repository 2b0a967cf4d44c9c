import type { Plugin } from 'vite'
import { clientEdit } from './client-edit.ts'

/** Texts of Slidev's own controls, by component: as they stand in its source, and as a lecturer reads them. */
export const texts: Record<string, Record<string, string>> = {
  'NavControls.vue': {
    '\'Close fullscreen\'': '\'Выйти из полного экрана\'',
    '\'Enter fullscreen\'': '\'На весь экран\'',
    'Go to previous slide': 'Назад',
    'Go to next slide': 'Дальше',
    'Show slide overview': 'Все слайды',
    'Switch to light mode theme': 'Светлая тема',
    'Switch to dark mode theme': 'Тёмная тема',
    'Disable laser pointer': 'Выключить указку',
    'Enable laser pointer': 'Включить указку',
    'Hide presenter cursor': 'Скрыть курсор лектора',
    'Show presenter cursor': 'Показать курсор лектора',
    'title="Play Mode"': 'title="Экран зала"',
    'title="Presenter Mode"': 'title="Экран лектора"',
    'Toggle Presenter Layout': 'Расположение экрана лектора',
    'More Options': 'Настройки',
  },
  'SyncControls.vue': {
    'Change sync settings': 'Связь экранов',
    'Slides navigation syncing for ': 'Что делает этот экран: ',
    '\'presenter\' : \'viewer\' }}': '\'лектор\' : \'зал\' }}',
    'title="Sync Mode"': 'title="Связь"',
    'Bidirectional Sync': 'ведёт и следует',
    'Receive Only': 'только следует',
    'Send Only': 'только ведёт',
    'display: \'Disable\'': 'display: \'сам по себе\'',
  },
  'Settings.vue': {
    'title="Invert"': 'title="Инверсия"',
    'title="Brightness"': 'title="Яркость"',
    'title="Contrast"': 'title="Контраст"',
    'title="Saturation"': 'title="Насыщенность"',
    'title="Sepia"': 'title="Сепия"',
    'title="Hue Rotate"': 'title="Оттенок"',
    'title="Cursor Style"': 'title="Указатель"',
    'label: \'Cursor\'': 'label: \'курсор\'',
    'label: \'Laser\'': 'label: \'лазер\'',
    'title="Slide Scale"': 'title="Масштаб"',
    'label: \'Fit\'': 'label: \'весь экран\'',
    'title="Hide Idle Cursor"': 'title="Прятать курсор"',
  },
  'Goto.vue': { 'placeholder="Goto..."': 'placeholder="Номер или слово из заголовка" aria-label="Номер или слово из заголовка"' },
  'presenter.vue': {
    '>Current<': '>Сейчас<',
    'label: \'Slides\'': 'label: \'Слайд\'',
    'label: \'Screen Mirror\'': 'label: \'Экран\'',
    'End of the presentation': 'Это последний слайд',
    '          Next\n': '          Дальше\n',
    'title="Resize notes panel"': 'title="Ширина заметок"',
    'title="Resize notes panel height"': 'title="Высота заметок"',
    'title="Increase font size"': 'title="Заметки крупнее"',
    'title="Decrease font size"': 'title="Заметки мельче"',
  },
  'NoteDisplay.vue': { 'No notes.': 'Заметок нет.' },
  'ClicksSlider.vue': { 'Clicks in this slide: ': 'Шагов на слайде: ' },
  'QuickOverview.vue': {
    'title="Close"': 'title="Закрыть"',
    'title="Slides Overview"': 'title="Все слайды с заметками"',
  },
  'overview.vue': {
    'title="Play in new tab"': 'title="Открыть в новой вкладке"',
    'Switch to light mode theme': 'Светлая тема',
    'Switch to dark mode theme': 'Тёмная тема',
    '{{ wordCounts[idx] }} words': 'слов: {{ wordCounts[idx] }}',
    '{{ slides.length }} slides ·': 'слайдов: {{ slides.length }} ·',
    '{{ totalClicks + slides.length - 1 }} clicks ·': 'щелчков: {{ totalClicks + slides.length - 1 }} ·',
    '{{ totalWords }} words': 'слов в заметках: {{ totalWords }}',
  },
  'notes.vue': {
    '\'Close fullscreen\'': '\'Выйти из полного экрана\'',
    '\'Enter fullscreen\'': '\'На весь экран\'',
    'title="Increase font size"': 'title="Заметки крупнее"',
    'title="Decrease font size"': 'title="Заметки мельче"',
    'title="Edit notes"': 'title="Заметки одним текстом"',
    'title="Help"': 'title="Что это"',
    ' Help\n': ' Что это\n',
    'This is the hands-free live notes viewer.': 'Заметки лектора на отдельном экране, например на телефоне.',
    'It\'s designed to be used in a separate view or device. The progress is controlled by and auto synced with the main presenter or slide.': 'Слайды переключает экран лектора, заметки идут за ним сами.',
    '        Close\n': '        Закрыть\n',
    'No notes for Slide ': 'Заметок нет. Слайд ',
  },
}

/** @throws if a text is no longer there: Slidev has changed, and the table has to follow. */
export function inRussian(file: string, code: string): string | undefined {
  const table = texts[file]
  return table && Object.entries(table).reduce((translated, [english, russian]) => {
    if (!translated.includes(english))
      throw new Error(`${file} of @slidev/client has no text ${JSON.stringify(english)}: change the table in russian-client.ts`)
    return translated.replaceAll(english, russian)
  }, code)
}

/** Slidev's controls speak Russian: it has no messages of its own to translate. */
export function russianClient(): Plugin {
  return clientEdit('course:russian-client', inRussian)
}
