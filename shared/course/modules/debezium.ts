import type { WrittenModule } from '../types.ts'

export const debezium: WrittenModule = {
  id: 'debezium',
  status: 'written',
  title: 'Архитектура Debezium',
  outcome: 'объяснить каждое поле события, найти, где живут оффсеты, и выбрать между Connect, Server и Engine',
  requires: ['cdc'],
  stage: 'foundation',
  platforms: ['postgresql', 'kafka'],
  deck: { minutes: 40 },
  chapters: [
    {
      slug: 'runtimes',
      title: 'Connect, Server, Engine: где работает коннектор',
      outcome: 'выбрать, где запускать Debezium, и назвать, чего у каждого варианта нет',
      minutes: 20,
    },
    {
      slug: 'change',
      title: 'Одно изменение во всех видах',
      outcome: 'найти одно и то же изменение в WAL, в записи Connect, в сообщении Kafka и в оффсете и сказать, что теряется на каждом переходе',
      minutes: 30,
    },
    {
      slug: 'envelope',
      title: 'Конверт, ключ и порядок',
      outcome: 'объяснить каждое поле конверта и поставить события разных таблиц в порядок, в котором их записала база',
      minutes: 30,
    },
    {
      slug: 'offsets',
      title: 'Оффсеты и история схем',
      outcome: 'найти запись об оффсете в служебном топике, предсказать, что потеряет переименование, и перенести позицию под новое имя',
      minutes: 30,
    },
    {
      slug: 'converters',
      title: 'Конвертеры, SMT и размер сообщения',
      outcome: 'объяснить, из чего складываются байты сообщения, и уменьшить их, зная, что теряется',
      minutes: 25,
    },
    {
      slug: 'control',
      title: 'Очередь, память, сигналы и уведомления',
      outcome: 'ограничить память коннектора байтами и управлять работающим коннектором через таблицу сигналов',
      minutes: 30,
    },
    {
      slug: 'versions',
      title: 'Что в 3.x убрали и переименовали',
      outcome: 'отличить в чужой конфигурации имена, которых больше нет, и знать, какие из них Debezium пропустит молча',
      minutes: 20,
    },
  ],
  exercises: [
    { slug: 'event-order', title: 'Порядок между топиками', minutes: 20 },
    { slug: 'rename-safely', title: 'Переименовать без снапшота', minutes: 25 },
    { slug: 'old-config', title: 'Конфигурация из старой статьи', minutes: 20 },
  ],
  drills: [
    { slug: 'rename-connector', title: 'Коннектор переименовали' },
    { slug: 'old-whitelist', title: 'table.whitelist из старой статьи' },
    { slug: 'signal-unheard', title: 'Сигнал, которого никто не услышал' },
  ],
  lab: { title: 'Лабораторная: путь одного заказа', minutes: 40 },
  quiz: { minutes: 15 },
}
