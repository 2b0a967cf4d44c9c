import type { WrittenModule } from '../types.ts'

export const snapshots: WrittenModule = {
  id: 'snapshots',
  status: 'written',
  title: 'Снапшоты и бэкфиллы',
  outcome: 'выбрать режим снапшота, дозалить таблицу под нагрузкой и восстановиться без потерь',
  requires: ['postgres'],
  stage: 'operation',
  platforms: ['postgresql', 'kafka'],
  deck: { minutes: 40 },
  chapters: [
    {
      slug: 'modes',
      title: 'Режимы: что коннектор сделает при старте',
      outcome: 'предсказать по режиму, оффсету и слоту, снимет ли коннектор снапшот и с какого места пойдёт поток',
      minutes: 25,
    },
    {
      slug: 'consistency',
      title: 'Согласованность: от снапшота к LSN',
      outcome: 'объяснить, почему на стыке снапшота и потока ничего не теряется, и посчитать, чего снапшот стоит базе',
      minutes: 30,
    },
    {
      slug: 'incremental',
      title: 'Инкрементальный снапшот: водяные знаки',
      outcome: 'проследить один чанк от сигнала до топика и объяснить, почему старая строка не затрёт новую',
      minutes: 30,
    },
    {
      slug: 'signals',
      title: 'Сигналы и уведомления: четыре канала',
      outcome: 'запустить, приостановить и отменить снапшот через таблицу, Kafka, файл и JMX и узнать, чем он кончился',
      minutes: 25,
    },
    {
      slug: 'backfill',
      title: 'Бэкфиллы: новая таблица, фильтр, удаления',
      outcome: 'дозалить таблицу или её часть и доказать, что приёмник равен источнику вместе с удалениями',
      minutes: 30,
    },
    {
      slug: 'memory',
      title: 'Память и скорость: порции, очередь, потоки',
      outcome: 'ограничить память снапшота в байтах и решить, когда параллельные потоки помогают',
      minutes: 25,
    },
  ],
  exercises: [
    { slug: 'new-table', title: 'Новая таблица без потерь', minutes: 25 },
    { slug: 'window', title: 'Окно водяных знаков', minutes: 25 },
    { slug: 'ghost-rows', title: 'Строки-призраки', minutes: 25 },
  ],
  drills: [
    { slug: 'initial-starts-over', title: 'Снапшот начался сначала' },
    { slug: 'signal-unheard', title: 'Сигнал никто не услышал' },
    { slug: 'deleted-rows-stay', title: 'Удалённые строки остались' },
  ],
  lab: { title: 'Лабораторная: 200 000 строк под нагрузкой', minutes: 45 },
  quiz: { minutes: 15 },
}
