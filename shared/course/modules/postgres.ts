import type { WrittenModule } from '../types.ts'

export const postgres: WrittenModule = {
  id: 'postgres',
  status: 'written',
  title: 'PostgreSQL: первый коннектор',
  outcome: 'собрать CDC из PostgreSQL с нуля, с наименьшими правами, и прочитать каждое число в pg_replication_slots',
  requires: ['debezium'],
  stage: 'foundation',
  platforms: ['postgresql', 'kafka'],
  deck: { minutes: 40 },
  chapters: [
    {
      slug: 'wal',
      title: 'Журнал WAL и логическое декодирование',
      outcome: 'проследить один UPDATE от записи в WAL до сообщения pgoutput и выбрать плагин вывода',
      minutes: 25,
    },
    {
      slug: 'slots',
      title: 'Слот репликации: что он держит и когда отпускает',
      outcome: 'прочитать каждую колонку pg_replication_slots и посчитать, сколько WAL держит слот',
      minutes: 30,
    },
    {
      slug: 'access',
      title: 'Публикация, роли и права',
      outcome: 'выдать коннектору ровно те права, которые ему нужны, и объяснить каждую ошибку доступа',
      minutes: 25,
    },
    {
      slug: 'connector',
      title: 'Первый коннектор: от JSON до топика',
      outcome: 'настроить коннектор осознанно, ключ за ключом, и понять, что он делает при старте и остановке',
      minutes: 30,
    },
    {
      slug: 'events',
      title: 'События c, u, d, r, t, m и tombstone',
      outcome: 'прочитать любое событие изменения и восстановить по нему, что сделала транзакция',
      minutes: 25,
    },
    {
      slug: 'replica-identity',
      title: 'REPLICA IDENTITY: что попадает в before',
      outcome: 'выбрать REPLICA IDENTITY для таблицы и назвать его цену в байтах WAL',
      minutes: 20,
    },
    {
      slug: 'types',
      title: 'Типы: от PostgreSQL до Python',
      outcome: 'предсказать, каким придёт значение любого типа, и прочитать его в Python без потерь',
      minutes: 30,
    },
  ],
  exercises: [
    { slug: 'least-privilege', title: 'Наименьшие права', minutes: 20 },
    { slug: 'publication-gap', title: 'Дыра в публикации', minutes: 25 },
    { slug: 'slot-report', title: 'Отчёт о слотах', minutes: 25 },
  ],
  drills: [
    { slug: 'default-plugin', title: 'Коннектор без plugin.name' },
    { slug: 'kill-connect', title: 'kill -9 воркера Connect' },
    { slug: 'kill-kafka', title: 'kill -9 брокера Kafka' },
    { slug: 'kill-postgres', title: 'kill -9 PostgreSQL' },
    { slug: 'slot-dropped', title: 'Слот удалён' },
  ],
  lab: { title: 'Лабораторная: CDC из пустой базы', minutes: 45 },
  quiz: { minutes: 15 },
}
