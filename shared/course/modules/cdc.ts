import type { WrittenModule } from '../types.ts'

export const cdc: WrittenModule = {
  id: 'cdc',
  status: 'written',
  title: 'Основы CDC',
  outcome: 'выбрать между опросом, триггерами, двойной записью, outbox и чтением журнала и доказать, почему опрос теряет строки',
  requires: [],
  stage: 'foundation',
  platforms: ['postgresql', 'kafka', 'python'],
  deck: { minutes: 35 },
  chapters: [
    {
      slug: 'families',
      title: 'Четыре способа узнать об изменении',
      outcome: 'сказать, что увидит и чего не увидит каждое из четырёх семейств CDC, и назвать цену каждого',
      minutes: 20,
    },
    {
      slug: 'polling',
      title: 'Опрос: почему он теряет строки',
      outcome: 'доказать потерю двумя сеансами, отличить лечение от везения и написать опрос с безопасной отметкой',
      minutes: 25,
    },
    {
      slug: 'triggers',
      title: 'Триггеры: журнал изменений в таблице',
      outcome: 'измерить цену триггера на своей таблице и прочитать его журнал без пропусков',
      minutes: 20,
    },
    {
      slug: 'dual-write',
      title: 'Двойная запись: база и брокер порознь',
      outcome: 'найти в чужом коде место, где событие утечёт, пропадёт или обгонит другое',
      minutes: 20,
    },
    {
      slug: 'outbox',
      title: 'Outbox: событие в той же транзакции',
      outcome: 'отправить событие через таблицу или через WAL и сказать, что станет топиком, ключом и заголовком',
      minutes: 30,
    },
    {
      slug: 'guarantees',
      title: 'Гарантии доставки и «ровно один раз»',
      outcome: 'назвать, где появятся повторы, и сделать так, чтобы повтор ничего не менял',
      minutes: 20,
    },
    {
      slug: 'alternatives',
      title: 'Карта альтернатив',
      outcome: 'выбрать между Debezium, DMS, Datastream, zero-ETL, Flink CDC, Airbyte, PeerDB и логической репликацией',
      minutes: 20,
    },
  ],
  exercises: [
    { slug: 'safe-watermark', title: 'Безопасная отметка', minutes: 25 },
    { slug: 'order-event', title: 'Заказ и событие вместе', minutes: 25 },
  ],
  drills: [
    { slug: 'polling-gap', title: 'Опрос потерял заказ' },
    { slug: 'dual-write-crash', title: 'Сервис убит между базой и Kafka' },
    { slug: 'outbox-twice', title: 'Событие outbox пришло дважды' },
  ],
  lab: { title: 'Лабораторная: четыре наблюдателя за одной таблицей', minutes: 40 },
  quiz: { minutes: 15 },
}
